// Given names of Southern and Eastern Europe, the Americas' South, Africa and Asia. Lower case, NFC. Written for this project,
// from common knowledge.

/** Italy, Spain, Portugal, Latin America, Greece, Romania. */
const southern = `
abelardo adalberto adalgisa adela adelaide adelina adelmo ademir adolfo afonso agata agostina agostino agustina
agustín aida ainara ainhoa aitana aitor alberta albertina albina aldo aleida alejo alessio alexandros alexandru alfio
alfonsina alfonso alfredo almerinda almudena alonso althea alvaro amadeo amaia amaya ambra ambrogio ambrosio amedeo
amparo amália américo anabela anacleto anahí anastácia andoni andreea andreia andreu andreza andreína andrés angelica
angelo angelos angélica annalisa annamaria annarita anselmo antonela antoni antonino antía antónia antónio apostolos
araceli aranzazu arcangelo ariadna ariadne arianna aristides armando armida arnaldo arnau aroldo arsénio aránzazu
asier asunción asunta ataulfo athanasios athina attilio augusto aurea aurelia aurelio azahara azucena baldassare
baldomero baltasar bartolo bartolomeo bartolomé basilio begoña beltrán belén benedetta benedetto benedito beniamino
benicio benigno benito benvenuto bernadete bernarda bernardino biagio blanca blas boaventura bonifacio borja braulio
breno brigida brunella brunello brígida bárbara caetano caio calixto calogero camila camilo carles carlota carmela
carmelo carmina carolina casilda casimiro catalin catarina caterina catia cayetana cayetano cecília celso cesar cesare
charo cinzia cipriano cira ciro clarice clarisa claudio clelia clemente clementina cleusa cláudia cláudio concepción
concetta conchita conrado consolata constantino constanza constança corina corrado cosimo cosme costantino costanza
costas crisanto cristian cristiana cristiano cristóbal cristóvão cándida cándido cátia cícero dagoberto daiana dalila
dalva damiano damián danae daniele dante dario darío davi deise delfim delfina demetra demetrio denisa desiderio
deyanira diamantino dimitra dimitrios dimitris dinis diogo dionisio dolors domenica domenico domingo domingos donata
donatella donatello donato dores dorina dorotea duarte dulce dulcineia dácio débora dídac edelmiro edgardo edite
edmundo edoardo eduarda edurne efraín eftychia egidio eirini elda eleazar eleftheria eleni eleutério elia eliana
eligio elio elisabete elisabetta eliseo eliseu eloy eloísa elpidio elvio elías ema emanuel emanuela emanuele
emerenciana emiliana emiliano emilio emília emílio encarnación enea eneko enric enrica enrique enriqueta eraldo ercole
erminia ernesta ersilia espedito esperanza estefanía estela ester estrella estêvão ettore eudald eufemia eugenia
eugenio eugénia eulalia eulália eusebio evandro evangelia evangelos evaristo ezequiel ezio fabiana fabiano fabio
fabricio fabrizia fabrizio fabíola facundo fausta faustino fausto fedele federigo felice felicia feliciana feliciano
felipa felisa felícia ferdinando fermín ferran ferruccio fidel filiberto filipa filipe filippa filomena fiora fiorella
fiorenza flavia florencia florentina florentino floriana floriano florin florinda flávia flávio fortunata fortunato
fotini fotis franca francesc francisca franciszka franco froilán fulgencio fulvia fulvio fábia fábio fátima gaetana
gaetano gaia galo garcia gaspare gastón gaudencio gema geminiano gennaro genoveva georgiana georgios gerarda gerardo
germana germán geronimo gerson gertrudes gervasio giacinta giacinto giacoma giacomo giada gian gianbattista giancarla
giancarlo gianfranco gianluca gianluigi gianmarco gianna gianpaolo gianpiero gigliola gil gilberto gilda ginevra gino
gioacchino gioele gioia giordano giorgia giosuè giovannino girolamo giselda gisella giuliana giuliano giulietta giulio
giuseppina giusto gladis glaucia glória godofredo goffredo gracia graciela gracinda grazia graziana graziano graça
gregorio gualtiero guglielmo guido guilherme guillem guillermina guillermo guiomar gumersindo haroldo helder heloísa
henrique heraldo heriberto hermenegilda herminia hermínia hernando hernán higinio hilario hipólito horacio hortensia
humberto héctor hélder hélia hélio iago iara iasmina ignacia ignasi ignazio igone iker ilda ildefonso ileana ilenia
ilie imanol imma immacolata inmaculada inocencio inácio inés inês ioan ioanna ioannis ionel ionuț iosif ippolito
iracema iratxe iria isabela isaura isaías isidora isidoro isidro ismael isolda isolina itala italo itziar iulia
iuliana ivani ivano ivette ivone iñaki iñigo jacinto jacopo jaione janaína jandira javiera jeremías jerónimo jesusa
jesús jimena joao joaquim joaquina jordi jordina jorgelina joseba josefina josep josune josé-luis jovita juanita
juanjo judit judite juliano julieta julio julita julián junior juracy justa justino justo juvenal jácome jéssica
jónatas júlia júlio katerina koldo konstantina konstantinos kostas kyriakos kátia laia lamberto laureana laureano
laurinda lauro lautaro leandro leire lelio leocadia leocádia leonel leonida leonilde leonor leontina leopoldo letizia
letícia leónidas leôncio liana liberato liborio lidia ligia lisandra lisandro livio liviu lluc lluís llúcia lope lora
loredana lorella lorenza loreto loukas luana lucila lucilia lucilla lucio lucrecia lucrezia ludovica ludovico luigia
luigina luisella luisina luminița lurdes luzia luísa lázaro lélia lídia lília lívia lúcia lúcio macarena macario
madalena mafalda magdaleno maicon maider maitane maite manel manoel manola manoli manolo marcela marcelina marcelino
marcello marcial marciano marcos margarida margherita mari-carmen mariano maricarmen maricruz mariela mariella marieta
marilisa marilú marinella marino marisol martinho martino martín marília massimiliano mateu mattia matías mauricio
maurizio mauro maurício maxima maximiliano mayra mayte melania melchiorre melchor mercè micaela michalis michela
michelangelo michele miguela miguelina mihaela mikel milagros minerva mireia mirella miren mirta moacir modesto moisés
monserrat montserrat márcia márcio máxima máximo míriam mónica nahia nahuel napoleão narcisa narciso nathália nativa
natividad natália nazareno nazaret nazario nazaré nemesio nerea nereida neus neusa neves nicanor nicasio niccolò
nicolae nicolau nicoletta nicolás nicolò nieves nilda nilson nilton noelia noemí norberto nunzia nunzio nuria nélida
néstor núria obdulia octavia octavio odalys odete olegario olimpia oliva oliviero olívia onofre onofrio orazio oreste
oriana oriol orlanda ornella orquídea orsola ortensia oswaldo ottavia ottavio otávio otília ovidio ovidiu paciano
panagiotis panayiota pancho paola paolina paquita paris parisio pascoal pascual pasquale pasqualina pastor patricio
patrizio patrícia patrício paulino pavlos pedro-luis pelayo pepa pepita perla perpetua petronila petros petru piedad
piera pierina piero pietro pilar pina pino placida plácido pompeo ponciano porfirio priamo primitivo priscila procopio
prudencio purificación pío quim quique quirina quirino quitéria radu rafaela raffaele raffaella raimon raimondo
raimundo raluca ramira ramiro raul rebeca reginaldo reinaldo remedios remei remigio remo renan renato renzo reyes
reynaldo riccarda riccardo rigoberto rino roberval robson rocco rocio rocío rodolfa rodolfo rogério rolando romano
romeu romilda romina romolo romualdo román ronaldo roque rosa-maria rosalia rosalina rosalía rosana rosangela rosaria
rosario rosaura rosella roser rosita rossana rossella rosária roxana rubens rubén ruggero rui ruperto rut régulo
rómulo rúben sabina sabino salomão salud salustiano salvo samuele sancha sancho sandrina santa sante santi santina
santo santos saturnino saverio savino savvas saúl sebastiana sebastiano sebastià sebastián sebastião secundino segundo
selene serafim serafina serafín sergi severiano severina severino severo sibila silvano silverio silvestre silvestro
silvina simonetta simão simón sira siro socorro sofía soledad soraia sorin spiros spyridon stavros stefani stefania
stefanos stela stelios susana suzana sérgia sérgio sílvia sílvio sónia sónsoles tadeo tancredi tarcísio tatiane taís
tecla telma telmo tenorio teo teodolinda teodoro teodosio tercio tere teresinha teresita terezinha teófilo thais
thalia thanasis thaís theodoros thiago tiago tiberio tiburcio timoteo tirso tito tiziana tiziano tobías tomas tommaso
tomàs tomás tonia toninho tonino torcuato toribio traian triana trifón trinidad trinidade tristán tránsito tudor tulio
tullio társila tânia ubaldo ulises ulisse umberto urbano uriel uxía vaggelis valdemar valdir valentino valentí
valentín valeria valeriano valerio valter valéria vanesa vasile vasiliki vasilis vassilis venancio ventura venturina
verónica vicent vicenta vicente vicenza vicenç vico victoriano victorino vidal vincenza vincenzo vinicio vinícius
violeta violetta virgilio virginio virgílio virna vitale vito vitor vittorina vittorio vitória viviana vlad vladimiro
vânia víctor vítor wagner waldir wenceslao xabier xana xavi xesús ximena ximo xosé xènia yago yaiza yamila yanina
yasmina yesenia yessica yiannis yoana yordana yurena yuri zacarías zaida zaira zeca zenaida zeno zilda zoraida zoran
zulema zulmira zélia álvaro ángel ángela ángeles élida érica ícaro óscar úrsula`;

/** Central and Eastern Europe, the Balkans, Turkey, the Caucasus. */
const eastern = `
adrianna adéla ajda akın aleksandar aleksandr aleksandrs alexandr alexej alexey aleš alicja alojz alper alžběta ambrož
anastasiya anastazja anatoly andrey andrii aneta anetta ania anikó anka antal antonín anđela apolonia arkadiusz arkady
armen aron arsen artem asen aslı atanas attila augustyn ayhan aylin aysel aytaç ayşegül balázs barbora barnabás bartek
bartosz bartłomiej barış beata benedek berkay bernadeta bernadett beáta biljana blagoje blanka blaž bogdana bogumił
bogumiła bogusław bogusława bohdan bohumil bojan bolesław borislav borivoj boro borys boyan bożena božena božidar
branimir branislav branislava branka branko bronisław bronisława burak burcu bálint béla büşra błażej cecylia cem
cemal cengiz cezary czesława dagmara dalibor damir damla danica danijel danijela danka dariusz darja darko davor dawid
dejan deniz desislava dezső dimitar dimitrije dmitry dmytro dobromir dobrosława domagoj dominika dorota doroteja
dragana dragica dragomir dragoslav dragutin drahomíra duygu dušan dušana dávid dóra džana ece eda edina edita edyta
ekaterina ekin eliška elzbieta elżbieta emese emrah engin ercan erdal erdem erdinç ergin ernő erol ertan erzsébet esra
eszter eugeniusz evgeniya evgeny ewa ewelina fadil farkas fatih felicja feliks ferenc feride ferit fikret filipp
franciszek franjo františek františka fryderyk füsün galina gamze gennady genowefa georgi gergana gergely gergő
gizella gizem goce goran gordana gracjan grażyna grigor grigory gyula gyöngyi györgy györgyi gábor gökhan gökçe görkem
gülay gülsen hakan halil halina haluk hana handan hande hasan havva henryk henryka hristo husein hynek ibolya ieva
ildikó ilhan ilya imre inna irek irena ireneusz iryna iskra ismail ivanka ivaylo iveta ivica ivona iwona izabela jacek
jadwiga jagoda jakov jakub janusz jarek jarmila jaroslav jaroslava jarosław jasmina jasna jelena jerzy jindřich jiřina
jiří jolanta josip jovan jovana jozef juraj juri jurij justyna józef józefa kaan kacper kadir kamen kamil kamila karel
karoly kasia kasimir kasper katalin katarina katarína kateryna kateřina kazimierz kerem kinga kiril klaudia klavdija
klemen klementyna klára koray korneliusz kornélia kreso krešimir kristijan kristóf krisztina krisztián krystian
krystyna krzysztof ksenija kseniya kvĕta květa kálmán károly kübra lada ladislav lajos larisa latif lavoslav lech
lejla lenka lenke leokadia leonid leszek levan levent leyla libor libuše lidija lidiya liljana liudmila ljerka ljubica
ljubomir lubomír lubor luboš lucja lucjan lucyna ludvík ludwik ludwika lukáš lyubov lyudmila lászló lóránt maciej
makar maksim maksym malwina manana marcin marcsi marica marija marijana mariola mariusz marián markiyan markéta maryla
maryna marzena masha matej mateja matejka mateusz matěj maxym maša mehtap melek melih meliha melis meltem meral mert
merve meryem metin mevlüt michal michał mieczysław mihail mihajlo mihály mikhail miklós mikołaj mikuláš milada milana
milanka milica miljenko milka milomir milorad miloslav miloslava miloš milán miran mircea mirek mirela mirjana mirka
mirna miro miroslav miroslava mirosław mirosława misha mislav miłosz mladen mojca mojmír momčilo murat mykhailo mykola
myroslava márton mátyás máté nadezhda nadiya nalan narek natalija nataliya natasza nataša natálie nazar nebojša necati
nedeljko nedim neja nela nemanja nenad nesrin nevena nevin neža nihal nihat nika nikita nikodem nikoleta nikolett
nikolina nilay nilgün nino noémi nur nuray nurhan nurten nándor nóra ognjen oguzhan okan oktay oldřich oleg oleh
oleksandr oleksiy olgierd olha oliwia ondrej ondřej onur orhan orsolya orçun ostap oszkár otakar ozan oğuz patrik
patrycja patryk pavla pavle pavlo pavlína pavol paweł pelagia pelin penka petar petia petr petro petya piroska plamen
polina predrag primož przemysław pál péter pınar přemek radek radim radka radko radmila rado radomir radosav radoslav
radosław radosława radovan rafał raif raisa rajko rajmund ramazan ramiz rasim rasto ratko recep reka renáta rezső
rimma rodica roksana romuald rosen rostislav rostyslav rozalia ruslan ruslana rusudan ruxandra ryszard réka róbert
rózsa róża rıza růžena saffet sandor sanela saniye sanja sarolta saša seda sedat selda selim selin selçuk semih semyon
senad serap seray serhat serhiy serkan sevda sevgi sevil sevilay sevinç seweryn sibel sinan slava slavica slavko
slavoljub slavomír slobodan snežana sofija soner songül sonya soňa spartak sretko srđan stanimir stanislav stanislava
stanisław stanisława stanka stefanija stevan stjepan stoyan suat suna svatava svatopluk svetla svetoslav svetozar
sviatoslav svitlana sylwester sylwia szabolcs szczepan szilvia szilárd szymon sándor sława sławomir taja tamar tamaz
tamás taras tarık tatyana tekla tereza tetiana tibor tihana tihomir timea timofey timur todor tolga tomislav tomo
tuncay turgay tuğba tuğçe tymon tymoteusz tülay tünde ufuk ulyana umut uroš urszula uğur vaclav vahagn valentyna
valery vanya vardan vasil vasilije vasily vasyl vedran veli velibor velimir velko vendula veselin vesna veysel vidak
viera vigen viktoriya viktória viliam vilmos vilém vinko vitaliy vitaly vjekoslav vladan vladimíra vladislav
vladislava vlado vladyslav vlasta vlastimil vlatka vojin vojislav vojtěch volkan volodymyr vratislav vuk vukašin
vyacheslav václav vít vítek věra wacław walentyna walery wawrzyniec weronika wiera wiesław wiesława wiktor wiktoria
wincenty wioleta wioletta witold wojciech wojtek władysław władysława włodzimierz yana yanko yaroslav yasemin yasin
yavuz yegor yekaterina yelena yeliz yevgeny yevheniya yordan yordanka yulia yuliya yunus yurii yuriy yvona yıldız
yılmaz zafer zaneta zbigniew zbyněk zbyszek zdenka zdenko zdeněk zdeňka zdravko zdzisław zehra zenon zerrin zlata
zlatan zlatica zlatko zofia zoja zoltan zora zorica zorka zsolt zsuzsa zsuzsanna zsófia zuzana zuzanna zvezdana
zvonimir zygmunt ágnes ágota árpád çağla ömer özge özgür özkan özlem ümit čeněk česław łucja łukasz şafak şebnem
şerife štefan štěpán štěpánka żaneta željka željko`;

/** North Africa, the Middle East, Iran, Israel, sub-Saharan Africa. */
const arabicAfricanPersian = `
aaliyah abbas abdel abdelaziz abdelkader abdulaziz abdulrahman abeer abena abimbola adama adebayo adewale adnan adunni
afaf afia afsaneh ahlam akin akinyi akram akua alaa alaba alia alireza almas alon amadou amaka amal amani amara amare
aminata amine amira ammar amna amnon amr anas anat anwar arash areej arezoo arman arwa asad asef asghar ashraf asma
asmaa assad atef avi aviva avner avraham awa aya ayala ayan ayelet ayman ayo ayodele ayoub azadeh aziz aziza aïssa
aïssata baba babak babatunde badr bahar bahram bandar baraka bashar bashir basma bassam batya behnaz behrouz behzad
beka bekele berhane bilal binta boaz boubacar bouchra bushra cheikh chiamaka chidi chidinma chike chinedu chinwe
chioma chukwudi dalal dalit dani daoud daryush dawit desta diallo dima djibril driss dror duaa ebele ehsan ehud eitan
elaheh elham eliezer emad eman emeka enam erez esi eyal eyob ezinne fadel fadi fadia fadwa fahad faisal faiza farah
fareed farhad farhan fariba fariha farouk farrah farshid farzad farzaneh fatema fathi fatoumata fawzi fawzia faysal
fayza femi fereshteh fereydoun firas fouad fozia fuad funmilayo galal galit gamal ghada ghaith ghassan gila githa gugu
habib habiba hadas hadeel hadi hadiza hafiz hafsa haifa haile haim haitham hajar hakim hala hamad hamdan hamed hamida
hamza hanaa hanadi hanan haneen hani hania hanif hassana hatem hayat hazem heba hedia henok hesham hiba hicham hikmat
hila hisham hoda hossam hossein houda houria houssam huda husain hussain hussam hyam ibtisam idan idris ife ifeanyi
ifeoma iftikhar ihab ikechukwu ikram ilana ilham imad iman imran inaam intisar iraj ishaq issa issam itai itamar iyad
jaber jabir jafar jalal jaleh jamal jamil jamila jannah jasim jawad jaza jihad jihane jomana joud jumana kadiatou
kadija kafil kamran karam kassem katayoun kaveh kawthar kebede kefira keren khadijah khadra khaldoun khalifa khalil
khulud kianoush kofi kojo kwabena kwaku kwame kwasi ladan laith lamia lamin lamine lamis latifa layal layan liat
lilach linoy lior liora liron lubna lujain maha mahdi maher mahmood mahmoud mahnaz mahsa mahtab maimouna maisa majd
majda majed majid malak malek malik mamadou manal mandla mansour manuchehr maram mariama marwa marwan maryam masoud
masouma mastoura mazen mehran mehrdad meir melaku menachem meron meseret meytal moez mohsen mohsin mojgan mojtaba
monia morad mordechai moshe mostafa mouna mounia moussa muna munir murad musa mustapha muthoni nabila nachum nadav
nadeem nader nadim nadir nael nafisa naftali nahid naima najat naji najib najla najwa nana narges nasim nasir nasra
nasreen nasrin nasser natan navid nawal nayef nazanin neda neta nevo ngozi niloufar niv nizar njeri nkechi nkosana
nofar noga noha nomsa norah nouf nour nthabiseng nuha nura nwando obi obinna ofek ofer ofir ofra ohad olabisi olu
olumide oluwaseun oluwatoyin omari omer omid omri onyeka ora oren orit orly orna osama ossama oussama oyelaran padma
pardis parisa parviz parwin pejman peyman pinchas pouya qadir qais qasim raanan rabab radwa radwan raed rafi rafik
raghad rahel rahim rahma raja rajaa rakan rama ramadan rami ramin ramy rana randa rasha rashed rashid rashida ravit
rawan raya razan reem rehab reuven reza riad rida rina riyad riyadh roee roi ronen ronit roshan rotem rouzbeh roya
rozita ruba rukia rula ruqayyah saad saba sabah sabri sadaf sadeq sadia sadiq saeed saeid safaa safia safiya safwan
sahar saida sajjad salah salama saleh salem salim salima salma salman salwa samah saman samar sameer sameera sameh
sana sanaa sandile sanele sarit sasan sattar sayed seham selam senait setareh shaban shabnam shadi shadia shafiq
shahab shahid shahin shahla shahram shahrzad shai shaima shaker shakira shani sharifa shatha shaul sherif sherine
shimon shira shirin shlomi shlomo shukri shulamit shurooq siavash sibusiso sigal sima simin sipho soheil sohrab somaya
souad soufiane souhail suha suhail suhaila sulaiman suleiman suleman sumaya tadesse taha tahar taher tahir tahmina
taiwo talal talia talya tamer tamir tarek tareq taslima tawfik temitope tendai thabo thandi thandiwe thuraya tigist
tirza toufik tova tsegaye tsion tunde turki tzipi tzvi uche ugochukwu umaima uzma vahid vered wael wafa waffa wahid
wala waleed wanjiru wasim widad wisam wissam yaakoub yaakov yaara yacob yahya yair yakov yakubu yared yariv yaron
yaser yasir yasser yehuda yeshi yewande yigal yishai yitzhak yoav yonas yonatan yossi yousef yousra youssra yuval
zachi zahi zahir zahra zaid zaina zakaria zaki zakia zamira zanele zayd zaynab zeev zeinab zerihun ziad zina zineb
zipora ziv ziyad zohar zohreh zoubida zubaida zuhair zulfiqar`;

/** South, East and South-East Asia. */
const asian = `
aadhya aadi aadil aakash aanya aarav aarti aarushi abha abhay abhijit abhilash abhinav abhishek adithya aditi aditya
agus ahana aiko aimi airi ajay ajit akanksha akari akash akemi akhil akihiko akihiro akiko akina akio akiyo akshay
alok amarjit ambika amita amitabh amitav amol amrit amrita anand ananda ananya anasuya anika aniket anindita aniruddha
anjali anjana anju ankit ankita ankur anoop anshul antara anuj anup anupam anupama anuradha anusha anushka aoi aparna
apurva arata aravind archana arif aritra arnab arpita arti arun aruna arundhati arvind arya asami ashish ashok ashoka
ashwin ashwini asif asuka atal atsuko atsushi atul avani avinash ayaan ayaka ayako ayame ayane ayesha ayumi ayumu
ayush azuma azusa bala balaji balakrishnan balram banu bayani bhanu bharat bharati bhaskar bhavana bhavesh bhavna
bhavya bhola bhuvan bibek bijay bikash bimal bina binod biswajit bo-ra brinda budi cahaya chaitanya chandan chandana
chandni chandra chandran chandrika charu chetan chetana chieko chiharu chihiro chika chikako chinmay chitra chiyo
chiyoko chizuko da-eun dae-hyun dae-jung daichi daiki daisuke dakshina damayanti darshan darshana dayaram debashish
debjani deepa deepali deependra deepika deepti deva devansh devendra devi devika dewi dhananjay dhanush dharma
dharmendra dhaval dhruv dian diksha dilip dinesh dipak dipika dipti disha divya diya do-hyun dong-hyun durga ei-ichi
eiichi eiji eiko eko ekta emi emika emiko eri eriko esha etsuko eun-ji eun-jung eunji fei fitri fujiko fukuko fumi
fumie fumika fumiko fumio fumiya gagan ganapathi ganesh ganga garima gaurav gauri gautam gayathri gayatri geeta geetha
genji girish gita gobind goichi gokul gopal gopi goro gorō govind gowri gulzar gurdeep gurpreet ha-eun ha-joon haejin
haewon haiyan hanae hanako hansa hari harini haripriya harish harjit harpreet harsh harsha harshad harshita haruhiko
haruhito haruka haruki haruko harumi haruna haruo haruto hayato hema hemant hemlata hendra hideaki hideki hideko
hidemi hidenori hideo hideto hideyuki hikari hikaru hinako hinata hiren hiro hiroaki hirohito hiroki hiroko hiromi
hiromu hironobu hironori hirotaka hiroto hiroyuki hisako hisao hisashi hisayo hiten hitomi hitoshi hoang hsiao hsin
hye-jin hye-won hyejin hyeon hyun-jin hyun-ju hyun-woo hyunjin ichika ichiro ichirō ikue ikuko ila in-ho indira indra
indrani indu intan irawan isamu isha ishaan ishan ishani ishita iwao iyer izumi jaan jae-hyun jae-won jagadish jagdish
jagjit jahnavi jai jaideep jaipal janaki janhavi jasbir jasmeet jaspreet jaswinder jatin jaya jayant jayanti jayashree
jayesh jeet jeevan ji-ah ji-eun ji-ho ji-hoon ji-hye ji-hyun ji-min ji-sung ji-won ji-woo ji-yeon ji-young jia jiahao
jian jiang jianguo jianhua jiaqi jiayi jie jignesh jiho jihoon jihye jin-ho jin-woo jing-yi jinghua jirō jisoo
jitendra jiwon joko jong-un joon-ho joti juhi jun-ho jun-seo junhao junichi junichiro junichirō junko junpei junya
jyothi jyoti jyotsna kabir kaede kailash kaito kajal kalpana kalyan kalyani kamala kamalesh kamini kanako kanchan
kanika kanna kannan kanta kaori kaoru kapil karan karishma karthik karthika kartik karuna kashi katsu katsuhiko
katsuhiro katsuki katsumi katsuo katsuya kausalya kaushik kaveri kavya kazuaki kazue kazuhiko kazuhiro kazuki kazuko
kazuma kazumi kazunori kazuo kazushi kazuya kazuyo kazuyoshi kazuyuki kei keigo keiichi keiji keiko keisuke keita
kenichi kenichirō kenjiro kenkichi kensuke kenta kentaro kenzo keshav ketaki ketan khushboo khushi kiara kiho kikue
kimiko kinjal kinu kiran kirti kiyoko kiyomi kiyoshi kohei koichi koji kosei kosuke kotaro krishna krishnan kritika
kshitij kuldeep kumiko kunal kundan kunihiko kunio kusum kyoko kyosuke kyung kyung-soo kyōko kōichi kōji lakhan
lakshman lalit lalita lalitha lata latha leela lihua lijuan lokesh madhav madhavi madhu madhura madhuri madhusudan
mahendra mahesh mahima maiko maina maki makiko mako makoto malati malini malkit mallika mamoru mamta manab manabu
manami manas manasi mandeep mandira mangala mangesh maninder manish manisha manjeet manjit manju manjula manjunath
manmohan manohar manoj mansi mao mariko masaaki masahiko masahiro masahito masaki masako masami masanori masao masaru
masashi masato masatoshi masaya masayo masayoshi masayuki masumi masuo matsuko mayank mayu mayuka mayuko mayumi mayur
mayuri meena meenakshi meera megha megumi mehak mehul meiko meiling mi-kyung mi-sook michi michie michihiro michiko
michio midori mieko miharu mihir miho mihoko mikako miki mikiko mikio mikoto milind min-ho min-jae min-ji min-jun
min-seo min-woo min-young minako minal minami minato mineko minghua minji minjun minori minoru mio miori misaki misako
misao mithun mitra mitsue mitsuhiro mitsuki mitsuko mitsunori mitsuo mitsuru mitsuyo miu miwa miwako miya miyabi
miyako miyo miyoko miyu miyuki mizuho mizuki moeka mohanlal mohini mohit momoka momoko momona motoko mridula
mrinal mrinalini mukesh mukta mukul mukund muneer muniru murali muralidharan murugan muthu mutsuko mutsumi myung
nachiket naga nagako nagaraj nagendra nagesh nagisa naho nalini naman namiko namita namrata nanako nanami nandini
nandita naoki naoko naomichi naoto naoya naoyuki narayan narayana narendra naresh nari narinder naru natsue natsuki
natsuko natsume natsumi naveen navin navneet navya nayana neel neela neelam neelima neeraj neeta neetu neha nerissa
nguyet nidhi niharika nikhila nila nilam nilesh nilima nimisha ninad niraj niranjan niranjana nirav nirmal nirmala
nirupama nisha nishant nishit nita nitesh nithya nitin nitya nivedita nobuaki nobuhiro nobuko nobuo nobuyuki nodoka
nori noriaki norie norihiko noriko norio noriyuki nozomi nupur nurul oindrila omkar osamu otoha padmaja padmavati
padmini pallab pallavi panchali pankaj parag paramjit paras paresh parikshit parth partha parul parvathi parvati pavan
pavitra pawan payal phuong pinaki piyush poonam poornima prabha prabhakar prabhat prabhu prabodh prachi pradeep pradip
pradnya pradyumna praful prakash prakriti pramila pramod pranab pranali pranati pranav pranay pranjal prasad prasanna
prasanth prashant prasun prateek pratibha pratik pratima praveen pravin pravina preeti prem prema premila prerana
prerna prisha pritam pritha prithvi priti priyamvada priyanka priyanshu punam puneet punit purnima purushottam purva
pushkar pushpa putra putri qiang rabindra rachana rachna radha radhika raghav raghavan raghu raghuram ragini raima
rajan rajani rajat rajeev rajendra rajeswari rajinder rajiv rajkumar rajni rajnish raju rakesh raksha ramachandran
ramakrishnan ramanathan ramesh ramnath ranbir ranganathan rani ranjan ranjana ranjit ranjith rashi rashmi rasika ratan
ratna ratnakar raveena ravinder ravindra reena rei reiji reika reiko rekha renu renuka reshma revathi rieko rika
rikako riki rishabh rishi ritesh ritika ritsuko ritu ritwik riya rizal rohini rohit rojin roma roopa roshni ruchi
ruchika rudra rukmini rumi rumiko runa rupa rupal rupali rupesh rupinder ruri ruriko ryo ryohei ryoichi ryoji ryoko
ryosuke ryota ryoto ryu ryuichi ryuji ryunosuke ryusei ryō sachiko sachin sachio sadako sadao saeko sagar sahana sahil
sai saki sakiko sakura samarth samiksha sampath sanae sandeep sandhya sandip sang-hoon sangeeta sangita sanjana
sanjeev sanjib sanjukta sanskriti santosh sanya saori sapna sarala saraswati sarat sarika sarita saroja sarojini sashi
sasikala sathish sathya satish satoko satomi satoru satoshi satsuki satya satyajit satyam satyendra saumya saurabh
saurav savita savitri sawako sayaka sayako sayali sayuri seema seenu sei-ichi seiichi seiji seiko seishi sejal selvam
selvi semmalar seo-jun seo-yeon seo-yun seong seong-ho seong-min setsuko seung seung-hyun shabana shaila shailaja
shailendra shailesh shakti shakuntala shalini shankar shantanu sharad sharada sharath sharmila shashank shashi
shashikala shaurya sheela sheetal shekhar shesha shigeaki shigeharu shigehiro shigeki shigeko shigemi shigenobu shigeo
shigeru shigeto shigeyuki shiho shihoko shikha shilpa shin-ichi shin-ji shinako shinichi shinichiro shinji shinjiro
shino shinobu shinpei shinsuke shintaro shinya shiori shipra shirish shiro shirō shishir shiv shiva shivam shivangi
shivani shivkumar shizue shizuka shizuko shizuo shobha shogo shohei shoichi shoji shoko shota shouta shouvik shraddha
shravan shreya shreyas shri shrikant shriya shruti shubha shubham shubhangi shuchi shuhei shuichi shuji shuko shun
shunichi shunsuke shunya shusuke shuta shuwen shweta shyam shyamala shō siddharth siddhartha siddhi simran sindhu sita
smita smitha smriti smruti sneha snehal so-hee so-yeon so-young sobha soham sohee sohini soichiro somchai somnath
sonal sonali sonam soni sonu soo-jin soo-min soo-young soohyun soojin sora sota soumitra soumya sourav souta souvik
sowmya sree sreedevi sreekanth sreenivas sridevi sridhar sriharsha srikant srikanth srinath srinivas srinivasan sriram
srishti stuti subash subbarao subha subhadra subhankar subhas subhash subhendu subir subodh subramanian subrata
sucheta suchitra sudarshan sudeep sudha sudhakar sudhir sudip sugako sugandha suguru suhas suhasini sujan sujata
sujatha sujay sujit sukanya sukhdev sukhwinder sukumar suma suman sumana sumati sumedha sumeet sumi sumie sumika
sumiko sumio sumire sumit sumita sumitra sun-hee sunaina sunanda sundar sundaram sundari sung-ho sung-min sunil
supriya suraj surbhi surekha surendra suresh surinder surjit surya sushant susheela sushil sushila sushma sushmita
suvarna suzue suzuko swapan swapna swapnil swara swarna swaroop swathi swati sweta swetha syed tadaaki tadahiro tadao
tadashi tadayoshi tae-hyun tae-woo taeko taichi taiga taiki taisuke takaaki takae takafumi takahiko takahiro takahisa
takako takamasa takanobu takanori takao takaomi takato takatoshi takayo takayoshi takayuki takehiko takehiro takeo
takeru takeshi taketo takeyoshi taku takuma takumi takuo takuro takuya tamae tamaki tamako tamao tami tamiko tamotsu
tanaji tanmay tanuj tanuja tanvi tapan tapas taro tarun tarō tatsuhiko tatsuo tatsuro tatsuya tazuko tejal tejas
tejaswini teruko terumi teruo teruyuki tetsu tetsuji tetsuo tetsuro tetsuya tokiko tokuko tokuo tomiko tomio tomoaki
tomoe tomohiko tomohiro tomohisa tomoka tomokazu tomoki tomoko tomomi tomonori tomoya tomoyo tomoyuki tooru torao toru
toshi toshiaki toshie toshihiko toshihiro toshikazu toshiki toshiko toshimi toshinori toshio toshiro toshiya toshiyuki
tripti trisha tsubasa tsugumi tsukasa tsuneko tsuneo tsutomu tsuyoshi tuan tulsi tushar tōru uday udaya ujjwal
umeko umesh unnati upendra urmila urvashi usha usman utkarsh utpal uttam vaibhav vaidehi vaishali vaishnavi vallabh
vamsi van-anh vandana vani vanita vanitha varsha varun vasant vasanth vasantha vasanti vasudev vasudha vatsal vatsala
veda vedant veena veer veerendra veeru venkat venkata venkatesh venu vibha vibhor vibhu vidhi vidhya vidya vidyut
vignesh vihaan vijaya vijayalakshmi vikas vikash vikram vikrant vimal vimala vinay vinaya vinayak vineet vineeta
vinesh vinita vinod vinoth vipin vipul viraj viral virat virendra visakha vishakha vishal vishesh vishnu vishwa
vishwanath vivek wakako wakana watako wataru wayan wei-ling wenjing woo-jin woo-sung xiang xiao xiaohong xiaoli
xiaoming xiaoyan xin-yi xinyi xiu xiuying xuan xue yae yaeko yagna yamato yamini yamuna yanti yash yashi yashoda
yashwant yasuaki yasue yasuhiko yasuhiro yasuko yasumasa yasunori yasuo yasushi yasutaka yasuyuki yatin yayoi yeong
yo-han yogendra yogesh yogita yohei yoichi yoji yoko yoo-jin yoon-ah yoriko yosei yoshi yoshiaki yoshie yoshifumi
yoshihiko yoshihiro yoshihito yoshikazu yoshiki yoshiko yoshimi yoshinobu yoshinori yoshio yoshiro yoshitaka yoshito
yoshiyuki yosuke yota young-hee young-ho young-jae young-min yu-jin yu-na yua yudai yui yuichi yuichiro yuika yuiko
yuina yuito yuji yujiro yuka yukako yukari yukie yukihiro yukiko yukimi yukina yukino yukio yukiya yukiyo yuko yuma
yumeko yumi yumie yumika yumiko yumina yun yuna yunho yuria yurie yurika yuriko yurina yusaku yusei yusuke yuta yutaka
yutaro yuto yuu yuuki yuuko yuuma yuuta yuya yuzuki yuzuru yōko ziqi zixuan`;

export const worldNames: readonly string[] = [southern, eastern, arabicAfricanPersian, asian];
