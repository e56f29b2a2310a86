using Microsoft.AspNetCore.Authentication.Cookies;

namespace AgentConsole.Web.Access;

/// <summary>Over https a cookie's name begins with <c>__Host-</c>: the browser then keeps it to this host and this scheme.</summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Mark = "__Host-";
    private readonly ChunkingCookieManager _chunks = new();

    public string? GetRequestCookie(HttpContext context, string key) => _chunks.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _chunks.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _chunks.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? Mark + key : key;
}
