namespace AgentConsole.Web.Shell;

/// <summary>How this reader wants pages to look, from cookies that hold nothing else, so that the first byte is already right.</summary>
public sealed record ReaderPreferences(string? Theme, string? Density, string? Rail, string? Keys)
{
    public const string ThemeCookie = "console-theme";
    public const string DensityCookie = "console-density";
    public const string RailCookie = "console-rail";
    public const string KeysCookie = "console-keys";

    public static ReaderPreferences From(IRequestCookieCollection? cookies) => new(
        OneOf(cookies?[ThemeCookie], "light", "dark"),
        OneOf(cookies?[DensityCookie], "compact"),
        OneOf(cookies?[RailCookie], "slim"),
        OneOf(cookies?[KeysCookie], "off"));

    private static string? OneOf(string? value, params ReadOnlySpan<string> known) => value is not null && known.Contains(value) ? value : null;
}
