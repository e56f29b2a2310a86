using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace AgentConsole.Web.Tests.Shell;

public sealed class ReaderPreferencesTests
{
    [Fact]
    public void The_cookies_decide_the_look() => Assert.Equal(new("dark", "compact", "slim", "off"),
        Of("console-theme=dark; console-density=compact; console-rail=slim; console-keys=off"));

    [Theory]
    [InlineData("")]
    [InlineData("console-theme=; console-density=huge; console-rail=%22onload")]
    public void What_is_not_known_is_the_usual_look(string cookies) => Assert.Equal(new(null, null, null, null), Of(cookies));

    private static ReaderPreferences Of(string cookies)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookies;
        return ReaderPreferences.From(context.Request.Cookies);
    }
}
