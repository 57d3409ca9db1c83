import { describe, expect, it } from "vitest";
import { browserOf, systemOf } from "./browser.ts";
import { fitnessOf } from "./fitness.ts";
import { inAppBrowser } from "./in-app.ts";

const chrome =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const edge =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0";
const firefox = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0";
const safari =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15";
const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
const iphoneChrome = iphone.replace("Version/18.0", "CriOS/156.0");
const android =
  "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36";
const webview =
  "Mozilla/5.0 (Linux; Android 16; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/156.0.0.0 Mobile Safari/537.36";
const inIphoneApp =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";

describe("the browser at hand", () => {
  it.each([
    [chrome, false, "chrome", "linux"],
    [edge, false, "chrome", "windows"],
    [firefox, false, "firefox", "macos"],
    [safari, false, "safari", "macos"],
    [safari, true, "ios-safari", "ios"],
    [iphone, true, "ios-safari", "ios"],
    [iphoneChrome, true, "ios-other", "ios"],
    [android, true, "android-chrome", "android"],
    ["curl/8", false, "other", "other"],
  ])("%s", (userAgent, touch, browser, system) => {
    expect(browserOf(userAgent, touch)).toBe(browser);
    expect(systemOf(userAgent, touch)).toBe(system);
  });
});

describe("pages inside apps", () => {
  it.each([
    [`${webview} MicroMessenger/8.0.50(0x2800325A) WeChat/arm64 Weixin`, "WeChat"],
    [`${inIphoneApp} MicroMessenger/8.0.50(0x18003237) NetType/WIFI Language/zh_CN`, "WeChat"],
    [`${inIphoneApp} wxwork/4.1.0 MicroMessenger/7.0.1`, "WeCom"],
    [`${webview} V1_AND_SQ_9.0.0 QQ/9.0.0.14110 NetType/WIFI`, "QQ"],
    [`${inIphoneApp} Weibo (iPhone16,2__weibo__14.9.0__iphone__os18.0)`, "Weibo"],
    [`${inIphoneApp} Instagram 350.0.0.0 (iPhone15,2; iOS 18_0)`, "Instagram"],
    [`${inIphoneApp} [FBAN/FBIOS;FBAV/480.0.0.0;FBBV/1]`, "Facebook"],
    [`${webview} [FB_IAB/FB4A;FBAV/480.0.0.0;]`, "Facebook"],
    [`${inIphoneApp} Safari Line/14.15.0`, "LINE"],
    [webview, ""],
    [inIphoneApp, ""],
  ])("%s", (userAgent, app) => {
    expect(inAppBrowser(userAgent)).toBe(app);
  });

  it.each([chrome, edge, firefox, safari, iphone, iphoneChrome, android])("not %s", (userAgent) => {
    expect(inAppBrowser(userAgent)).toBeNull();
  });
});

describe("fitness for calls", () => {
  const all = { connections: true, capture: true, secure: true, userAgent: chrome };

  it("asks features, not names: an app's page that can capture is fit", () => {
    expect(fitnessOf({ ...all, userAgent: `${webview} MicroMessenger/8.0` })).toEqual({ kind: "fit" });
  });

  it("an app's page without capture says how to open a real browser", () => {
    expect(fitnessOf({ ...all, capture: false, userAgent: `${webview} MicroMessenger/8.0` })).toEqual({
      kind: "in-app",
      app: "WeChat",
      canListen: true,
    });
  });

  it("an unprotected page is told so first", () => {
    expect(fitnessOf({ ...all, capture: false, secure: false })).toEqual({ kind: "insecure" });
  });

  it("without connections nothing goes, whatever the page", () => {
    expect(fitnessOf({ ...all, connections: false })).toEqual({ kind: "unsupported" });
    expect(fitnessOf({ ...all, connections: false, userAgent: inIphoneApp })).toEqual({
      kind: "in-app",
      app: "",
      canListen: false,
    });
  });

  it("a real browser without capture may still watch and listen", () => {
    expect(fitnessOf({ ...all, capture: false })).toEqual({ kind: "fit" });
  });
});
