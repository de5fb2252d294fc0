// Words of trades beside those of every day: software, offices, laboratories, medicine, money, law. Written for this project;
// lower case, plain forms.

export const softwareWords = `
boolean runtime async config deprecate readonly binary synchronous asynchronous millisecond fallback enum payload init sync
chunk algorithm inline unicode append args params javascript repo malformed schema semantic suffix benchmark subset timestamp
circular standalone lifecycle recursive cleanup descriptor traversal serializer inference slash upstream downstream diagnostic
constraint mutate newline retry unset predicate immutable instantiate sanitize iterator auth endpoint stale workaround
handshake concatenate span descriptor constructor prop separator mock lint deterministic placeholder vector encapsulate tuple
granular spawn github eslint regexp mutable iterate latency meta truncate interpolate prepend linter diff incremental
serialize exponential backtrack concurrency concurrent coerce codebase typescript hexadecimal tick backend frontend insecure
malicious parenthesis localhost webhook toolkit plaintext middleware autocomplete autofocus fingerprint blob deflate octet
ping toggle codec throttle viewport websocket onboarding offboarding fwd fw cc bcc asap fyi eta kpi roi crm erp sso vpn api
sdk url html css json xml csv pdf sql http https ssh ftp dns tcp udp wifi wlan lan usb hdmi gpu cpu ram ssd firmware middleware
dashboard login logout signup username popup tooltip dropdown checkbox screenshot bugfix hotfix changelog rollout rollback
failover uptime downtime microservice kubernetes docker linux windows macos android ios excel word outlook teams slack zoom
sharepoint powerpoint photoshop chrome firefox safari edge bluetooth ethernet intranet extranet malware phishing ransomware
spam chatbot podcast webinar livestream hashtag emoji selfie blog vlog wiki newsletter`;

export const chatWords = `
thx thanks thank pls plz please lol omg btw imo imho idk tbh ur yo hey hiya gonna wanna gotta kinda sorta dunno lemme gimme cuz
coz tho thru tmrw tonite nite bday msg txt nr bro dude mate folks guys yeah yep yup nope nah ok okay haha hmm ugh oops wow`;

export const officeWords = `
dunning consumables procurement payroll headcount stakeholder workflow teamwork timesheet backlog roadmap kickoff handover
briefing debriefing offsite standup retrospective takeaway deliverable outsourcing offshoring freelancer contractor vendor
reseller wholesaler retailer franchise subsidiary affiliate conglomerate startup incubator accelerator venture equity
dividend shareholder stockholder bondholder portfolio hedge mortgage escrow lien collateral liability receivable payable
ledger audit auditor bookkeeper treasurer fiduciary trustee beneficiary custodian notary paralegal litigation plaintiff
defendant deposition subpoena affidavit tort statute clause indemnity arbitration jurisdiction compliance ombudsman
postdoctoral postdoc phd msc bsc mba ceo cto cfo coo cmo cio vp svp evp hr pr qa qc r&d intern internship apprentice
administrator coordinator superintendent foreman caretaker receptionist cashier courier dispatcher paramedic midwife
transcribed dictated enclosed attached forwarded signed countersigned notarised notarized undersigned`;

export const laboratoryWords = `
centrifuge microcentrifuge ultracentrifuge incubator freezer refrigerator spectrometer spectrophotometer spectroscopy
chromatograph chromatography hplc uhplc microscope microscopy thermocycler autoclave pipette pipettor microbalance balance
titrator fluorometer luminometer photometer cytometer cytometry sequencer electrophoresis evaporator lyophilizer homogenizer
shaker stirrer hotplate biosafety fume hood glovebox absorbance fluorescence luminescence chemiluminescence multimode
microplate reagent assay buffer solvent eluent aliquot supernatant pellet lysate plasmid antibody antigen enzyme substrate
genome proteome microbiome polymerase pcr elisa gmp glp iso sop lims eln tolerance calibration validation qualification
nanometer micrometer milliliter microliter kelvin celsius fahrenheit`;

export const medicalWords = `
diagnosis prognosis symptom syndrome chronic acute benign malignant tumor tumour carcinoma lymphoma leukemia metastasis
biopsy surgery surgical anesthesia anaesthesia radiology oncology cardiology neurology urology dermatology pediatrics
psychiatry orthopedics gynecology pathology pharmacy antibiotic vaccine dosage tablet capsule intravenous hypertension
diabetes asthma pneumonia influenza fracture hernia stroke seizure migraine allergy infection inflammation ulcer lesion
hemoglobin glucose cholesterol insulin cortisone ibuprofen paracetamol aspirin metformin lisinopril atorvastatin
ultrasound mri ct ecg ekg eeg icu er outpatient inpatient ambulance hospice caregiver`;

export const germanTradeWords = `
platine toleranz lastschrift durchwahl halle seriennummer abteilung dauerauftrag überweisung kontoauszug mahnung inkasso gutschrift storno skonto laborkraft
kaufmännisch sachbearbeitung geschäftsführung buchhaltung personalabteilung vertrieb einkauf versand lager werkstatt
zentrifuge inkubator spektrometer photometer mikroskop pipette autoklav reagenz antikörper befund diagnose therapie
ambulanz station notaufnahme krankenkasse überweisungsschein rezept impfung blutdruck röntgen`;

export const frenchTradeWords = `
aujourd'hui quelqu'un prud'homme centrifugeuse incubateur congélateur spectromètre microscope autoclave réactif anticorps
diagnostic thérapie ordonnance vaccin radiographie échographie prélèvement virement avoir relance comptabilité
tél réf pj cf svp`;
