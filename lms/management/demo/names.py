"""First names in both scripts, and family names that say that nobody bears them."""

WOMEN = [
    ("Aïcha", "عائشة"), ("Asmae", "أسماء"), ("Bouchra", "بشرى"), ("Chaïmae", "شيماء"), ("Dounia", "دنيا"),
    ("Fadoua", "فدوى"), ("Fatima", "فاطمة"), ("Ghita", "غيثة"), ("Hajar", "هاجر"), ("Hanane", "حنان"),
    ("Houda", "هدى"), ("Ikram", "إكرام"), ("Imane", "إيمان"), ("Jamila", "جميلة"), ("Karima", "كريمة"),
    ("Khadija", "خديجة"), ("Laïla", "ليلى"), ("Lamia", "لمياء"), ("Loubna", "لبنى"), ("Malika", "مليكة"),
    ("Meryem", "مريم"), ("Mouna", "منى"), ("Naïma", "نعيمة"), ("Najat", "نجاة"), ("Nezha", "نزهة"),
    ("Nour", "نور"), ("Ouafae", "وفاء"), ("Rachida", "رشيدة"), ("Rajae", "رجاء"), ("Samira", "سميرة"),
    ("Sanae", "سناء"), ("Siham", "سهام"), ("Soukaïna", "سكينة"), ("Souad", "سعاد"), ("Touria", "ثريا"),
    ("Wiam", "وئام"), ("Yasmine", "ياسمين"), ("Zahra", "زهرة"), ("Zakia", "زكية"), ("Zineb", "زينب"),
]  # fmt: skip
MEN = [
    ("Abdellah", "عبد الله"), ("Adil", "عادل"), ("Ahmed", "أحمد"), ("Amine", "أمين"), ("Anas", "أنس"),
    ("Aziz", "عزيز"), ("Badr", "بدر"), ("Brahim", "إبراهيم"), ("Driss", "إدريس"), ("Fouad", "فؤاد"),
    ("Hakim", "حكيم"), ("Hamid", "حميد"), ("Hicham", "هشام"), ("Hossam", "حسام"), ("Idriss", "إدريس"),
    ("Ilyas", "إلياس"), ("Ismaïl", "إسماعيل"), ("Jamal", "جمال"), ("Kamal", "كمال"), ("Khalid", "خالد"),
    ("Mehdi", "مهدي"), ("Mohamed", "محمد"), ("Mounir", "منير"), ("Mourad", "مراد"), ("Mustapha", "مصطفى"),
    ("Nabil", "نبيل"), ("Noureddine", "نور الدين"), ("Omar", "عمر"), ("Othmane", "عثمان"), ("Rachid", "رشيد"),
    ("Reda", "رضا"), ("Saïd", "سعيد"), ("Salah", "صلاح"), ("Samir", "سمير"), ("Soufiane", "سفيان"),
    ("Tarik", "طارق"), ("Walid", "وليد"), ("Yassine", "ياسين"), ("Younes", "يونس"), ("Zakaria", "زكرياء"),
]  # fmt: skip
FAMILIES = [
    ("Exemple", "المثال"), ("Modèle", "النموذج"), ("Fictif", "الخيالي"), ("Essai", "التجريبي"),
    ("Spécimen", "العينة"), ("Hypothèse", "الافتراضي"), ("Figurant", "التمثيلي"), ("Pseudonyme", "المستعار"),
    ("Imaginaire", "المتخيل"), ("Anonyme", "المجهول"),
]  # fmt: skip
