import { stock } from "./stock.ts";

export const japanese = stock(
  `Aiko, Chihiro, Emi, Fumiko, Hanako, Izumi, Kaori, Keiko, Mai, Megumi, Naoko, Reiko, Sakura, Tomoko, Yoko, Ayaka, Haruka,
  Mitsuki, Rin, Satomi`,
  `Akira, Daisuke, Eiji, Fumio, Hiroshi, Isamu, Junichi, Kazuo, Kenji, Makoto, Naoki, Osamu, Ryota, Satoshi, Takeshi, Yusuke,
  Hayato, Koji, Shinji, Tetsuya`,
  `Abe, Chiba, Endo, Fujimoto, Hasegawa, Ishikawa, Kawamura, Kobayashi, Matsuda, Miyazaki, Nakamura, Ogawa, Sakamoto, Shimizu,
  Takahashi, Uchida, Watanabe, Yamashita, Yoshida, Arakawa, Hirano, Iwasaki, Kuroda, Morita, Nishimura, Okada, Sugiyama, Tamura,
  Ueno, Wada`,
);

export const indian = stock(
  `Aarti, Bhavana, Deepika, Divya, Gayatri, Isha, Kavita, Lakshmi, Meera, Nandini, Pooja, Priya, Rekha, Shalini, Sunita, Usha,
  Vidya, Anjali, Ritu, Swati`,
  `Aditya, Anand, Arvind, Deepak, Ganesh, Harish, Karthik, Manoj, Naveen, Pranav, Rahul, Rajesh, Sandeep, Sanjay, Suresh, Vijay,
  Vikram, Ashok, Rohan, Varun`,
  `Agarwal, Banerjee, Chatterjee, Deshpande, Gokhale, Iyer, Joshi, Kulkarni, Krishnamurthy, Mehta, Mukherjee, Nair, Pillai,
  Raghavan, Ramachandran, Saxena, Sharma, Srinivasan, Trivedi, Venkatesan, Bhattacharya, Chopra, Dutta, Kapoor, Menon`,
);

export const chinese = stock(
  `Mei Ling, Xiu Ying, Li Hua, Jia Yi, Hui Min, Wen Xin, Pei Shan, Yan Ting, Shu Fen, Siew Hoon, Li Na, Xin Yi`,
  `Wei Jie, Jun Hao, Zhi Wei, Kai Wen, Ming Hui, Boon Keng, Chee Keong, Yong Sheng, Guo Liang, De Ming, Hao Ran, Jian Guo`,
  `Tan, Lim, Ng, Wong, Chua, Goh, Ong, Teo, Koh, Yeo, Zhang, Liu, Chen, Huang, Zhao, Zhou, Xu, Sun, Ma, Zhu, Gao, Lin`,
);

export const korean = stock(
  `Ji-woo, Seo-yeon, Min-ji, Ha-eun, Soo-jin, Eun-ji, Hye-jin, Yu-na, Da-hye, Bo-ra, Mi-kyung, Sun-hee`,
  `Min-jun, Seo-jun, Do-yun, Jae-hyun, Sung-ho, Dong-wook, Hyun-woo, Joon-ho, Ki-tae, Sang-min, Tae-yang, Young-soo`,
  `Kim, Lee, Park, Choi, Jung, Kang, Cho, Yoon, Jang, Lim, Han, Oh, Seo, Shin, Kwon, Hwang, Ahn, Song, Ryu, Moon`,
);
