// Given names beyond those of the other lists: more spellings, and regions that they leave out. Lower case, NFC. Written for
// this project, from common knowledge.

/** Denmark, Finland, Iceland, Norway, Sweden. */
const nordic = `
asbjørn asger aslak asta bjarke bo brynhild börje dag dagny egil elsebeth ene even gro gudrún gun halldór heidrun
heine hákon ingemar isak jörgen kristján kåre linnea lone magnus maj margrét marja olof orvar oskari per preben pär
roar rune sigrún sondre stein stig svend sölve tage tommi tone tore torill tove troels urban vidkun ville þór`;

/** The Netherlands and Flanders. */
const low = `
bart bas brecht cees corrie fleur floor fréderic gerbrand jasper lies machteld maria-johanna marnix nel nynke
petronella rik roelof sem sietse sofieke truus veerle wilhelmina willem wim ytje`;

/** Southern Europe and Latin America, Romania. */
const romance = `
adina alba alda alin anca annabella antônio aparecida arsenio augusta aurel camelia carmine celeste celestino cezar
ciprian claudiu cornel cosmin crina cristi călin cătălin doina dorin dragoș dumitru dário désiré dănuț elisenda
ermanno fabiola fiammetta gavril gheorghe grigore heitor ion iulian iván laurențiu lourdes maristella maría mercedes
mijaíl miquel morena nando nello nelu nicu octavian olalla osvaldo palmira penélope pía răzvan samanta sanda sol
sorina teodor tiberiu vali vicenzo virtudes wilfredo wilson xoán ștefan`;

/** Central and Eastern Europe, the Balkans. */
const slavic = `
aleksei aleksey anatolij andrija anděla anuška artyom averyan boleslav bronislav czesław damjan darija darya daša
dinko dmitriy dobroslav drago dubravka dušanka evgeni evgenia fedir fedor foma georgy gleb grigori hedvika hrvoje
ignacy ihor ilija inessa jadranka jaromír jitka jozefa julija karolína katya kirill klavdiya kornel kristýna kyrylo
leoš lesław lev liliya ljudmila ludmiła marinko marketa matvei matúš maxim miklavž mikola miljan nada nadija nastya
natalya natasa oleksii olesya olexandr pawel pelageya pjotr platon prokop przemek rastislav rodion rok ružica savva
sergej sergey sergii serhii slavomir spela stana stanko stepan stipe světlana tadej taisia terezie tihomila timofei
tjaša tomek tvrtko valerija valeriy varvara vasilisa venera viktorija vladimír vsevolod vítězslav wiola wislaw wisława
yulian žiga živa žofie`;

/** Hungary, Greece, Armenia, Georgia. */
const eastern = `
aba adél agathi agathoklis aladár alkistis alíz anahit anastasios anasztázia andor andrás angeliki ani aphrodite
apollónia argyris aris aristotelis artak artashes arusyak ashot athena aurél avtandil barna bence bertalan boglárka
boldizsár borbála boriska botond christos chrysoula constantinos csaba csilla davit despina dionysios dorottya dániel
dénes efstathios eger eka elek elemér elpida emőke enikő etelka fanni flóra fruzsina gagik garik gellért gevorg
giannis giga giorgi giorgos gocha gohar grigoris géza hajnalka hakob haralambos hasmik hayk hovhannes hunor iasonas
ilias irakli irini istván izabella jenő jolán jános józsef kalliopi kata keti kornél kriszta kyriaki lali lambros
lasha lefteris leonidas levente levon lilla lusine lőrinc magdalini maka makis mamuka marcell marios menelaos minas
mkrtich márk márta mónika narine natia nektarios nikolaos nodar nune odysseas olivér otar ottó panayiotis pantelis
paraskevi polyxeni rebeka revaz rozália ruzanna sargis satenik siranush sotiria sotiris spyros stratos suren szabina
szilveszter sára takis tamuna tengiz teréz themis theofilos tigran tihamér tímea vahan vaia vakhtang vartan vendel
virág yorgos zaza zsanett zsombor zurab ádám ákos ödön örs`;

/** Turkey. */
const turkish = `
adem arda arzu atilla aydın aynur aysun baran batuhan bekir berat berk beste betül bora buket burhan bülent can canan
cemile ceren ceyda cihan derya dilara dilek doğan ebru ecem ege ekrem ela elçin emin enes enver erdoğan eren erhan
erkan ersin esma eylül faruk ferhat fevzi figen furkan gönül gözde gül gülşen gürkan güven haldun halime harun hatice
hayriye hazal hikmet hülya hüseyin ilker ilknur inci ipek irem ismet kaya kemal kenan kürşat lale leman mahmut mesut
mine mithat mutlu nazan nazlı necla nermin neslihan nil nurcan nuri oya oğuzhan rabia remzi reyhan saadet sadık sait
salih sedef sefa sercan serdar serpil sevim seyma sinem sultan süleyman taner tansu tarkan tayfun temel tuba turan
turgut tuğrul ulaş vedat yalçın yeşim yiğit zekeriya zeki zeliha çağlar önder özcan ünal şahin şenol şevket şule`;

/** The Arab world. */
const arabic = `
abdallah abdelrahman abdulkarim abir abla abu adel adil ahsan aliya aman amel amer amin aminah anass aref assia awad
azhar bahaa bakr basel basim bassem batool boutros brahim chaima dareen diaa djamel esam essam eyad fadila fadl fahd
fakhri fares faris fatin fawaz faycal fayez feras fethi hachem hadia hadil hakima hamdi hanin haroon hasna hassane
haya hind husam ibtissam ilyas inas jalil jassim kadhim kareem kawtar khalida kholoud loubna luay mahfouz mai marouane
massoud maysa meriem miloud mirvat mohanad monir mouad mourad moustapha muath mubarak muhannad muhsin mukhtar musab
muslim nahed nawaf nazih nesrine nidal nisrine omaima omayma qusay rabie rached ragheb ragia ramzi ranim reda riham
rima roba saadia sabrine safa sajid sakina salam samih samiha sawsan seif sharif shereen siham sihem slimane sofiane
soumaya suad tahani tamim tawfiq thamer umayma usama wafaa walaa waseem wiam yahia yassin yassine younes younis yousif
zeina zied zoubir`;

/** Iran. */
const persian = `
afshin ahmadreza akbar amirhossein anahita ardeshir asal ashkan atefeh azar behnam bijan bita borna daryoush davood
ebrahim elnaz esmail farideh farshad fatemeh ferdows forough ghazal ghazaleh golnaz habibollah hamidreza hedieh
hengameh homa homayoun hormoz jamshid javad kayvan keyvan khosro kiana kourosh laleh mahin mahyar maliheh mandana
manijeh mansoureh maziar mehri milad minoo mohammadreza morteza naghmeh nargess nastaran negar negin nima niusha paniz
parastoo parham parvaneh payam pedram pegah pooneh pouria roozbeh sadegh saeedeh saghar sanaz sepideh shapour shervin
shideh shima shohreh siamak soheila soroush taraneh yalda yashar zhaleh ziba`;

/** Israel. */
const hebrew = `
aharon amichai amiel arieh arik asaf avichai avigail aviv baruch carmit chaim chana chaya dafna daphna doron dov eden
efraim efrat einat elad eldad elisheva eran gad gal gershon gidon gilad gili hadar hadassah hanoch ido inbal irit
israel itzhak kobi lavi lital maayan meital moran nehama nili nimrod nir nira nissim nurit oded pnina ran reut revital
rivka rona roni sagi sapir sharona shimshon shiri shmuel shoshana sivan smadar tal tali tomer tsvi tzipora uri yaniv
yehudit yochanan yoel yoni yosi zehava zvi`;

/** The Indian subcontinent. */
const indian = `
aayush alka amar anandi anik anirudh arnav balraj chhaya daksha damini dev hina hitesh kartikeya kishore komal laxman
laxmi madan madhur mala manav maulik mitali naina nihar om pratap puja rajeshwari rakhi raman rameshwar ramya reema
riddhi ridhi sakshi sanjiv sarvesh sharda shradha subramaniam uma vasundhara zoya`;

/** East and South-East Asia. */
const asian = `
agung ai aiguo aki amihan andi anisa anong aphichat arthit asako asep ayano ayu bambang bao baozhai bayu bingwen binh
boonsri chai chaiwat changming chao chau cheng chenguang chi chie chun chunhua citra cuong dalisay dao dimas dinh dong
duc dung duong dwi endang eun-hye fajar fang feng fu fuyuko gang gede giang guang guoliang guowei hae-won haeun hai
hajime hanh hao hartono haru heri hidetoshi hien hieu hoa hoai hong honoka hua hui huifang huong huy hyun ichirou
indah jejomar jianhong jianjun jianping jieun jimin jin jiro jiyeon jiyoung jomar joon jung-hee junho junjie kana
kanya kasem kayo ketut khanh khoa kieu kittisak kota kouki kumi kusuma lan lei lestari lien ligaya lin ling linh liwei
loan long luningning made mahalia malaya malee mami marites marivic mega meifang meilin min mingyu minho minseo
mongkut my na nam narong natcha nattapong nga ngan ngoc nguyen nhan nhi nhung ning niran nong novi nyoman oki otohiko
peng phichit phong phuc ping ploy pornthip prasert pratiwi preecha puji puspita putu qi qiao qing qiu quan quang quoc
quyen quynh rahayu ratana ren rie rin risa rizki rong ru saburo sangwoo sarawut seojun seoyeon setiawan shan sho shu
shuang shufen siriporn siti slamet somsak somying son sooyoung sosuke sri suchart suji sujin sukarno sunisa supaporn
surasak susanto susilo susumu tala tam tan tao taufik teguh thai thaksin thang thanh thao thi thien thinh tho thu
thuan thuy tien tin ting toan trang tri trinh trung truong tu tung tuyet utami uyen van vinh vuong wahyu wanchai wati
wawan weidong weiming weiwei wichai widodo wulan xia xiaobo xiaoling xiaoping xiulan yang yanmei yaping yen yeon
yeong-ja yichen yifan ying yinghua yingluck yong yoona young-sook youngjae yu yuan yubin yudi yue yulan yuni yuxuan
zedong zemin zhe zhen zheng zhi zhigang zhihao zhiqiang zhong zihan ziyi`;

/** Africa. */
const african = `
abebe abeni abidemi abiodun achieng adaeze adanna ade adebisi adedayo adeola adjoa adwoa aissatou akello akosua akwasi
alemayehu amadi ange awino ayanda azuka bayo bheki bongani bukola chima chinonso chinua chukwu chukwuemeka damilola
danjuma dede dumisani ebo ebony efua ekene ekua enitan eshe fanta fiifi folake folasade gathoni girma hailu hamisi
idrissa ikenna imani isatou jabari jabulani jelani jomo juma kagiso kamau kasongo kato kehinde kelechi kerubo khaya
kioko koffi kossi kouadio kouame kouassi kwesi lebohang lerato lesedi lindiwe liya lulu lungile makena mbali mekonnen
mensah modibo mpho mulugeta mwangi naledi nandi neema nnamdi nneka nomvula nosipho ntombi nyambura nyokabi odhiambo
ogechi okafor okoro oluchi olufemi oluwatobi otieno paa palesa penda precious refilwe rudo sade salif samba sani sekou
senzo shaka siyabonga sunday tamrat tandi tariro tatenda thandeka themba thulani titilayo tshepo uchenna unathi wambui
wangari wanjiku yaa yaw yemi yetunde yohannes zawadi zodwa zuberi`;

/** English-speaking countries. */
const anglo = `
abby abigael adrienne aileen ainsley aisling alec alexandria alfie alisha allen alondra alyson amari anabelle anderson
annabel anthea antony antwan ashleigh ashlyn audra augustus autumn azalea barrie bea beau benjy bertha betsy beulah
braden brady brandy bree brenna bret bria brock bronson bryant bryce buck buddy burt cade caden cal carroll carter
cary casey cathleen cathryn cayden chandler chantelle charley charmaine chase chastity chester christi christie cierra
cindi clay clement cliff clinton colt colton conner conrad cooper cora coral corine cruz cullen curt dabney dakota
dallas dalton dane darlene darnell darrin davey deandre delbert delilah delores deloris demi denny derrick destiny
devin devon dewey dianne dick dillon dominick donnell donnie dory dot doyle drew duane dudley duke ed elbert eldon
eleanora eleri eliza ellison elvis ember emilee emmet essie evangeline fannie fern fletcher forrest fran frankie gabby
gage gale garth gene gerry ginger glendon grady hal haley hallie hank harmony harriett harris heath herb homer houston
hudson hunter india inez irvin isaiah isaias ishmael isiah isidore jacinda jaclyn jaden jadon jaiden jalen jamar jamey
jarrod jarvis jayda jayden jayla jaylen jayne jayson jeanette jeanie jeanine jeannie jefferson jena jensen jeri jerri
jessie jesus jewel jo johnnie jordana jordyn joselyn josephina judd julianna julianne julie-ann julius justice kaden
kaleb kali kameron kara karissa kasey kassandra kathrine kayden kaylee keaton kellen kelli kellie kendall kendrick
kent kenya keri kermit khloe kiersten kiley kimberlee kip kitty kobe kody krista kristi kristie kristopher krystal
kurtis kyla kyra lacey lacy lainey lamar lamont lana lane latisha latonya laureen lawson leanna leigh lela leland
lenora lenore leta lila lilith loren lorrie louella louie lucius luella lula lyman macey macy maddox madelyn madison
makayla malorie marci marcy maribeth marissa maritza marlee marlin marques marquis marti mckenna meagan meghan mel
melba melody meryl micheal mikaela milton misty mitchel monroe murphy mya myles myron nan nannie nash nathanial nelda
nelson nev nevaeh nichole nickolas noble odell odessa olin opal orion paisley palmer parker patti payton pearl perry
peyton phillipa phoenix piper porter presley prince prudence queenie quintin rae raheem raina ramon ramsay raymundo
reed reilly remy renae rene rex reyna rhett ria ricki river robyn rocky rod roddy rodrick ronin roosevelt rosanne
roseann ruthie ryker ryland sage sal sally-ann sammie sara-jane savanna savannah scot scottie seymour shania shanna
shaquille shari sharlene sharron shauna shawna shawnee shayla shayna shea shelia sheree sheri sheridan sherrie sheryl
shiloh shirlee shyla sid sienna sierra skylar sloane sonny sophie-ann spencer spike stanford star stephania stephany
sterling sue-ann sullivan sutton suzanna tabatha tamera tamra taryn tate tatum tawny tayler taylor teddy tennessee
teri terra terrance terrell terrie thad theda thelonious thurman tia tiana tiara tiffani tisha tod tommie tonja trace
traci tracie travon trent trey tucker twila ty tyree tyrell una valarie vanna velvet verity vernice vic von walker
wally warner waylon weldon wendell wes wiley windsor winona woody york zachery zackary zelma zion zuri`;

/** The North Caucasus, Polynesia, the Maori. */
const caucasus = `
abdul-malik adlan akhmad akhmed alikhan amanda-li anahera anzor apti arbi aroha asiyat aslambek aslanbek ayub ayza
bekkhan beslan bislan dzhokhar heda hemi heyda hine hone isa islam kahu kamaka kanoa kealoha keola keoni khamzat khava
kheda kheyda khusein kiri leilani luiza madina magomed makana makka malia markha medni mele mere moana movsar nalani
nikau noelani petimat pualani ramzan rangi rayana rizvan rustam salambek satsita shamil sulim supyan tama tane taus
turpal vakha vaynakh visita wiremu yakha zalina zarema zaur zelim zelimkhan zulay zulikhan`;

export const moreNames: readonly string[] = [
  nordic,
  low,
  romance,
  slavic,
  eastern,
  turkish,
  arabic,
  persian,
  hebrew,
  indian,
  asian,
  african,
  anglo,
  caucasus,
].map((list) => list.trim());
