/** Apps that open links in a page of their own, by what their user agents contain. */
const apps: readonly (readonly [name: string, mark: RegExp])[] = [
  ["WeCom", /wxwork\//i],
  ["WeChat", /MicroMessenger/i],
  ["QQ", /\bQQ\/|QQTheme/],
  ["Weibo", /Weibo/i],
  ["DingTalk", /DingTalk/i],
  ["Lark", /Lark\/|Feishu/i],
  ["Alipay", /AlipayClient/i],
  ["Douyin", /aweme|BytedanceWebview/i],
  ["TikTok", /musical_ly|TikTok/i],
  ["Instagram", /Instagram/],
  ["Facebook", /FBAN|FBAV|FB_IAB/],
  ["LINE", /\bLine\//],
  ["KakaoTalk", /KAKAOTALK/i],
  ["Snapchat", /Snapchat/],
  ["LinkedIn", /LinkedInApp/],
  ["X", /Twitter for|TwitterAndroid/],
  ["Telegram", /Telegram/],
  ["Google", /\bGSA\//],
];

/**
 * The app whose own page shows this one: its name, `""` for an app without a known name, `null` for a real browser.
 * For wording only; whether calls work is asked of the browser's features.
 */
export function inAppBrowser(userAgent: string): string | null {
  const known = apps.find(([, mark]) => mark.test(userAgent));
  if (known) return known[0];
  if (/\bAndroid\b.*; wv\)/.test(userAgent)) return "";
  // WebKit inside an iOS app leaves out the browser's own name.
  return /iPhone|iPad|iPod/.test(userAgent) && !/Safari\//.test(userAgent) ? "" : null;
}
