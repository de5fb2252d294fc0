// Given names of Western and Northern Europe beyond the commonest, so that a name is told by rule wherever its bearer comes
// from. Lower case, NFC. Written for this project, from common knowledge.

/** English-speaking countries, beyond the commonest. */
const englishSpeaking = `
abbie ada addison adele agatha ailsa alana alannah alastair alistair alister allegra alma alton alvin amos angelina
angelique ansel arabella ariana ariel arlene arlo asher ashton atticus aubrey aurora avery barnaby barney becky
belinda bella bentley bernice bertie beryl bessie blaine blair blythe boyd bradford brandi breanna brendon brent brett
briana brianna bridie brigid briony britney bronwyn bryn bryony byron caleigh candace candice cara carlton carly
carmel carson cassandra cassidy cassie cecil cedric celia chad charity charlene chelsey cheri cherie christy ciara
cicely claudette clayton cleo cleveland clint clyde cole colleen conan conor cordelia cory cressida cyrus dahlia damon
dana daphne darcy daria darius darla darrell darryl daryl dashiell davina davis deana deanna deanne debbie deirdre
delia della demetrius denzel dermot desiree desmond dexter dina dinah dixie dolly dolores donal donovan doreen dorian
dougal dwayne dwight eamon earnest edie edmond edmund edna edwina effie eithne elaina elise elisha elissa elliott
ellis elmer eloise elsie elspeth elton elvin elvira elwood emerson emery emmett emory enid enoch eoin ephraim erik
ernie errol esme esmeralda esmond ethel eunice everett ewan ewen ezekiel ezra faye fergal fergus finlay finley finnian
flora floyd franklin fraser frazer freda freya gaynor gena genevieve geoff georgie geraldine gideon giles gilroy ginny
giselle glenda glenys godfrey goldie gracie graeme greer gretchen griffin grover guinevere gus gwendolyn gwyneth
hadley hailey hamish harlan harley harper harrison hattie hayden hayley hector hedley henrietta herman hermione hester
hettie hilda hollie horace horatio howie humphrey ida ignatius ike imelda ina ira irma irving irwin isadora isobel
ivor izzy jacinta jacklyn jacoby jacqui jaimie jameson janelle janette janie jed jedidiah jemima jemma jenna jennie
jeremiah jermaine jerome jess jethro jillian joanie joann jocelyn jodi jody joelle joey johnathan jolene jonah
jonathon joni josiah josie jude judson jules juliana juliet justina kaitlin kaitlyn karina katelyn kathie katrina
kayleigh keegan keira kelley kelsey kelvin kendra kennedy kenny kerri kerrie kian kiera kimberley kingston kirk
kirsten kirstie kristine kristy kylie lachlan laila larissa latasha latoya laurel laurie laverne lavinia leander leann
leanne leighton lennox lenny leona leonardo leonora leroy lesley leticia letitia lettie levi lexi libby lilah lillie
lindsey lisbeth livia liz liza lizzie lloyd lonnie loretta lorna lorne lottie lou lowell lucian luciana lucille
lucinda luna luther lyle lyndon lynette lynne lyra mac mackenzie maddie maddison madeline madge mae maeve maggie maia
mairead maisie malachi malcolm mallory malvina mamie manny mara marcella marcia margery margie margo mariah maribel
marietta marjorie marla marlon marnie marty maryann mathew matilda mattie maud maude maura mavis maxwell mckenzie meg
melinda mellissa meredith merlin merrill mervyn micah mickey mikayla millicent milo mindy minnie mira miriam mitch
moira mollie mona montgomery monty morag mordecai morris mortimer moses moya murray myra myrna myrtle nanette nate
neal ned nell nellie nerys nessa nettie neville nia niall nicky nigella nikki noelle nola nona noreen norris ofelia
oisin ollie ophelia orla orlando orson orville osborne osmond otis padraig pandora patsy patty percival percy petula
philippa philomena phineas pierce piers pippa portia prunella quincy quinlan quinn randal randall randolph raphael
raquel raven ravi reagan reba reece reese regan reginald reid rena renata reuben reva rhea rhiannon rhoda rhona rhonda
richie riley robbie rochelle roderick rodger rogan rogelio roisin romeo romy ronan ronda rosalind rosalinda rosalyn
rosamund rosanna roscoe roseanne rosetta roslyn rowan rowena roxanne roxie royce rudolph rufus russ ryder sadie salome
sammy sampson samson sasha saul sawyer seamus selena selina selma seraphina serena sheena shelby sheldon shelly
sherman sherri sherwin shona sibyl silas simeon sinead siobhan skye skyler solomon sondra sorcha stacie stevie stu
susannah susie suzie suzy sybil sylvester tabitha tallulah tamika tamsin tania tasha terrence terri tess tessa
thaddeus thea theodora theron thora thornton tierney tilda tilly timmy tobin toni tonya tori trenton tricia trina
trixie trudy tyrone tyson ulysses val vanda vaughn velma verna vicky vikki viola violette virgil viv vivien vivienne
wallace wallis walt wayland weston wilbur wilda willa willard willow wilma winifred winnie woodrow wyatt xander xenia
yolanda zac zach zachariah zack zane zara zeke zelda zena zoey zola`;

/** German-speaking countries, beyond the commonest. */
const germanSpeaking = `
adelbert adelinde ahmet albin aleksander alena alexa alisa almut alrun alwin amalia anabel anatol andre annegrit
anneke annelie annemarie annemie annerose annett annina anselm ansgar antonius ariane aslan balthasar beatrix bela
benita benny bente bernardo bernhardt bernward berthold bettine birger birk bjarne bonifatius brigitta burghard
burkhart bärbel camilla carlo carola caspar catharina celina celine christof christoff christoffer claudius cordula
corinna cornelis cosima cäcilia dania danuta debora detlev diederich diethelm dietlinde ditmar dorothee dorte dragan
dörte ebba eckart edeltraut eduard ehrenfried eike einar ekkehard eleonora eleonore elfi elisa elli ellinor emelie
emine emmi emmy enno erdmute erhardt ernestine etta eva-maria falko feline fenja ferdi fiete filiz finja florentine
folker franka franzi frederic frederik friedel friedemann friedericke friederike friedlinde frithjof frodo gebhard
gerlind gero gerolf gerrit gert gertraud gertrude gesa gesche gesine giselher gitta gitte grete gretel gunda gundula
gunnar gunter guntram gustl götz hagen hajo hanna-lena hanno hansjörg hartwig hasso hauke heino heinrike heinz-peter
helena helge hella hellmut helma henner hennes henny hermann-josef hermine hertha hildburg hildegund hilke hilmar
hiltrud hinnerk holm horst-dieter hubertus ignaz ilja imke imme immo ingeburg ingelore ingmar ingolf ingrun inka insa
irina irmela irmtraud isolde iven iwan jaak jakobine janin janne jannik jannis jano jarne jaromir jella jenni
jens-uwe jeremias jette joana jobst johann-peter joris joschka josefa josefine jost juditha jule jürg jürgen-peter
kaja kajetan karl-heinz karl-josef karlheinz karline kaspar katharine kathi kathrein katina katrein kevin-marcel kira
kirstin klaas klaus-dieter knut konni korbinian korinna kornelia kornelius kreszenz kristian kurt-georg laurens
laurenz laurin leandra leif lennard lennart leonhard levin lia liesl lili lilli lilly linde linn lioba liselotte
ljiljana loni lorena lorenz lovis lucia luciano ludger ludmila luise luitpold luka lutger lysann madlen magda maik
maika malina malwine manja mareen maren margareta margarethe margitta margrit marie-luise marieke marika marilena
marisa marit marita marleen marleene marlis maro marte martje mathilda mattea mattis maurus maya mechthild meik meike
meinhard meinolf melina melitta mette michaele mieke milena mina minna mirko mischa moni muhammet nadin naemi natascha
nepomuk nicklas nico nike niko nikola nikolas nikolaus nilo nilüfer noemi notburga oda odilia odo ortrud ortrun ortwin
osman ottfried ottilie ottmar ottokar pankraz patrizia paulina paulus pepe philine pieter quirin raik raimund raphaela
reemt regine reimar reinhilde rica ricarda rico rieke riko roderich rolf-dieter ronja ronny rosalinde rosina rosl
ruben rupprecht ruprecht sandro sascha schorsch sebald semra senta sepp severin sieghard sieglinde siegmar siegmund
siegrun sigmar sigrun silja silvana silvester silvio sinah sissy siv solveig sonnja stani steffi stina sunna susann
susanna susi sybille sylke sönke sören sünje tabea tamina tassilo thekla theobald theres therese thessa thies
thorben thore thorin thorolf thure tilman tilmann tilo timm timon timotheus tino titus tjark tjorven torge tosca
traudel traudl traute trude trudi ulla ulli ulrik undine urban-maria urs urte uta veit velten verona vincenz vinzenz
vitus volkhard volkhart vroni walburga waldemar waldtraut wendel wendelin wenke wenzel wibke wiebke wieland wiete
wigand wilfriede wilhelmine winand winfrid woldemar wolfdietrich wolfhard xaver yannic yannik yara zacharias zita änne`;

/** French-speaking countries, beyond the commonest. */
const frenchSpeaking = `
abel abélard achille adeline adolphe adélaïde adélie agathon aglaé agnan albertine alcide alexandrine alissa aliénor
aloyse aloïs alphonse amand amaury ambre ambroise amédée amélia anatole angèle angéline anicet anna-maria annabelle
anne-catherine anne-charlotte anne-claire anne-cécile anne-laure anne-lise anne-marie anne-sophie anouk anselme
archibald aristide arlette armande armelle arnauld arsène athanase aubin auguste augustine aurore aurèle aurélia
aymeric aïcha balthazar baptistine barthélemy basile bastienne baudouin bernardin berthe bertille blaise blandine
brice brune béatrix bénigne bénédict bérangère bérenger casimir cassandre celestin charles-henri charly chloë
christiana christophe-jean chrystelle claude-marie clothilde clovis cloé clélia clémentine cléo coline colombe
constantin coraline cornélie crépin cunégonde cyprien cyrielle célestin célestine célia célien césar césarine damienne
dany daphné david-alexandre denys didier-paul djamila donatien donatienne doriane déborah démétrius désirée edgard
edmonde edmée edwige eliane eline elvire emeline emérence enguerrand enora erwan esméralda espérance estéban eudes
eugène eulalie eustache eusèbe fanchon farid farida fatiha fatou faustin faustine fernande firmin flavien flavio
florette florian-luc floriane foulques francette francine frantz françois-xavier frédo fulbert félicie félicien
félicité gabin gabriella gaspar gaston gatien gaultier gautier gaëtane geoffroy georgette gerty gervais gianni
gilberte gildas gille ginou gislaine godefroy gontran graziella grégor guylaine guénaël guénolé gwenaël gwenaëlle
gwendal gwendoline gwenn gwladys gégé géraldine gérardine hadrien halima hamid harmonie henriette-marie hermance
herminie hervé-louis hilaire hippolyte honorine huguette humbert hyacinthe hédi hélios héloïse ibrahima ignace ilan
iliana imane irénée isabeau isaline ismaël jacinthe jacky jacquette jacquot jamel janique jany jean-baptiste
jean-charles jean-christophe jean-claude jean-françois jean-jacques jean-louis jean-luc jean-marc jean-marie
jean-michel jean-noël jean-pascal jean-paul jean-philippe jean-pierre jean-sébastien jean-yves jeannette jeannine
jeannot jehan jocelyne johan jordane josselin josua josué josèphe josée josépha joséphine jourdain judicaël juliett
kader kamel karelle karima katell katia khadija khaled killian korentin kélian kévin ladislas lambert lancelot laurane
lauranne laureline lauriane lauric laurine laurène lazare laëlle laïla leïla lilia liliana lilou lino lise lisette
lison loane lomig lorette lorène lothaire louan louane louann louise-marie louisette louka loïck loïs lucette lucile
lucrèce ludivine ludmilla lydiane lynda lyne lysandre léandre léna léocadie léonard léonce léone léonor léontine
léopold maeva magali magalie maggy magloire mahaut malika malo manoël marc-antoine marcelin marceline marcellin
marguerite-marie marianna marie-ange marie-christine marie-claire marie-claude marie-france marie-hélène marie-josée
marie-laure marie-line marie-louise marie-odile marie-paule marie-pierre marie-thérèse marielle mariette marilou
marilyne maryline maryse maryvonne massimo mathurin mathys mathéo matilde mattéo mauricette maximilien maximin mayeul
maylis maé maël maëlle maïté maïwenn mehdi mercédès michaël micheline mickaël mila milène minh mounir moïra moïse
mylène myrtille mélina mélinda mélisande mélodie mélody nabil nacim nadège nahla napoléon narcisse natacha nathanaël
nathanaëlle nelly nestor nicodème nicolette ninon noa noam nolan nolwenn nordine noura noélie noëline noëllie octavie
odélie oriane osanne othello oumar ousmane ovide pacôme paloma pascalin pascaline paule paulette-marie paulin perceval
perrin phil philibert philippine philomène philémon pierre-alain pierre-antoine pierre-emmanuel pierre-henri
pierre-louis pierre-marie pierre-olivier pierre-yves pierrick priscilla priscille pénélope pétronille quitterie
rachida radegonde rafaël raoul raphaëlle rayan renald reynald roch roderic rodrigue rogatien roger-paul romana romaric
rosalba roseline rosemonde rosette rosine rudy rufin régina réjane rémi-paul rénald rénata sacha salomon salomé
salvador samia samuelle sarra saturnin saïd servane shana sibylle sidonie simonet siméon sixte sixtine soizic solenn
solenne soline solène soraya stéfan suzon sylvaine sylvana sylvestre sylvette sylviane séléna séraphin séraphine
séverin tatienne thaïs thierno thècle théa théau théodora théophane théophile théophraste théotime tiffanie timothé
timéo titouan toussaint tugdual ugo urbain ursule vadim valère valérian valériane valéry vasco venceslas verlaine
vianney victorien victorine vincente vitalie véra walid wassim wilfrid willy xaviera xavière yacine yael yanis yannis
yaël yoan yoann yohan yohann yolaine yolande yorick youcef youri ysaline ysé yvan yvanne yveline yvelise yvonnick
zacharie zohra zoélie zélie zénaïde zénobie éleuthère élia élias élie éliette élio éliott élisa éliséa éloi élouan
éléa émeric éphraïm étiennette éva évan évrard`;

/** The Netherlands and Flanders. */
const dutch = `
aafke aaltje aart abe adriaan aldert alida allard annelies annemieke antoon arend ariaan arjen arnoud babette 
bastiaan berend bertus boudewijn bram brechtje bregje carlijn carolien casper claartje coen coenraad cor corry
daan danique diederik dieuwertje dieuwke dirkje dries eefje eelco egbert elske emiel engelbert esmee evelien evert
fedde feike femke fenna floris fons franciscus frans frederike freek friso geert geertje geertruida gerben
gert-jan gijs gijsbert guus hanneke harmen heleen hendrika hendrikus henk hidde hilbert huib huub iemke ineke ivo jaap
jacco jaco jacoba jacobus jan-willem janna janneke jannes jantje jelle jelmer jeroen jetske joep jolanda joost jorinde
jorn jurgen jurre jurriaan kaatje kees klaartje koen koenraad krijn leen leendert lenie lieke liesbeth lieve lievijn
loes lonneke lowie luuk maaike maarten maartje machiel madelief margreet margriet marijke marijn mariska marjan
marjolein marjolijn marloes mart martijn matthijs mees meindert menno merel michiel mirthe nanda nelleke nicolaas niek
niels nienke noortje onno piet pim quinten quirine reinier reinout remco renske rianne rinus rixt robbert roel
roeland roos rutger ruud sanne sebas sebastiaan siebe siebren siem sien sietske sjaak sjoerd stijn suzan teun teuntje
theun thijs tijmen tijn tineke tjeerd trijntje twan wiebe wiebren wietske wilbert willemien willemijn wout wouter
ynte`;

/** The Nordic and Baltic countries. */
const nordic = `
aada aage aarne aatos agneta agnete aila aina aino aksel aleksi algirdas alva anders andris anitta anna-lena anneli
anni anniken annikki ansa ante antti ari arja arnfinn arto arvid ase aslaug astri aud audun aukusti aune bengt berit
bertil birgitta birgitte birthe bjørn bodil borghild brit britt britt-marie brynjar børge caj carita carl-gustav
cathrine charlotta christer dagfinn dainius daiva ditte dorthe eero eija eila eino eirik eivind elfrida elin elina
elisabet elna elva elvi endre erja erkki erland erlend erling esa eskil espen essi eva-lena evald flemming folke frede
fredrik freja frida frode geir gisle greger gudmund gunhild gunilla gunn gunvor gustaf guðrún gytis göran gøril
haakon halldor halvard hanne hannele hannu hans-erik harri hedda hedvig heikki heimo helle helmi henrik hilkka hilma
hjalmar hjördis håkan håkon iben idar ilkka ilmari inari ingebjørg ingegerd inger ingunn ingvar ingvild ireen irja
iselin ivar iver jaakko jaana jaanus jani janis jannicke jari jarkko jarl jarle jarmo jeppe jesper joakim johanne
jonatan jonna jorun jorunn jostein jouko jouni juha juhani juho jukka jurgita jussi jussi-pekka justas jyrki jørgen
jørn jānis kaarina kaarlo kaisa kaj kalevi kalle karen-marie kari karl-erik karoliina karolina katariina kati katri
kerttu kicki kimmo kirsi kirsti kjell kjersti kjetil klas knud konsta kristiina kristoffer kyllikki kyrre lars-erik
lasse lauri leena lene liisa linnéa lisbet liv lotta lovisa ludvig maarit mads magne magnhild maija maiken 
maj-britt majken malene malin margrethe mari maria-kristina mariann maritta marjatta marjo marjut markku marko martti
matti mauno merete meri merja mie mikael mikkel mikko mindaugas mirja mirva mogens morten nanna niilo niina ninni njål
noora oddbjørn oddvar oili ola olaug olav olle olli onni osmo ottar outi ove palle pauli peder pekka pelle per-erik
pernilla pernille pertti petri petter petteri piia pirjo pirkko poul povilas päivi päivikki pål ragna ragnar ragnhild
raija raili raimo randi rasmus rauno reidar reidun reijo reima riikka riina riitta rikke riku risto ritva roine runar
rūta saara sakari sami samuli sanna sari satu seija seppo siga sigmund signe sigurd sigve silje simen sindre sini siri
sirkka sirpa sixten sjur snorre steen steinar sten stian stine sture sune svante svea svein sven-erik sverre synne
synnøve søren taina tapani tapio tarja tarjei tarmo teemu teija tellervo teppo terhi terje thor thorbjørn thorvald
tiina tiit toivo tomi tonje toomas tor torbjörn torbjørn tord torfinn torgeir torhild toril tormod torstein torunn
trond truls trygve tuija tuomas tuomo turid tuula tyra tytti ulla-britt ulrika unn unni urho urpo uuno vanja vegard
veijo veikko vendela venla vesa vibeke vidar vigdis viggo viivi viking vilde vilhelm viljami vilma virginija
vytautas ylva yngve yrsa åke åsa åse åshild ólafur øystein øyvind`;

export const northernNames: readonly string[] = [englishSpeaking, germanSpeaking, frenchSpeaking, dutch, nordic];
