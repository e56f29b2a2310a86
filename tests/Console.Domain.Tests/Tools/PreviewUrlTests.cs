using System.Text.Json;
using System.Text.Json.Nodes;
using AgentConsole.Domain.Tools;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Tools;

public sealed class PreviewUrlTests
{
    private const string Template = "https://shop.example:8443/v1/orders/{id}/items/.{part}?full=1&q={q}";

    [Fact]
    public void Fills_path_and_query() => Assert.Equal(
        "https://shop.example:8443/v1/orders/W-1%20x/items/.7?full=1&q=a%26b%3D%2Fc%3F%23",
        Of("W-1 x", "7", "a&b=/c?#"));

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("...")]
    [InlineData("../admin")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("%2e%2e")]
    [InlineData("a%2Fb")]
    [InlineData("a;b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\u202eb")]
    [InlineData("@evil.example/")]
    public void What_would_lead_elsewhere_is_refused(string id) => Assert.Null(Of(id, "7", "q"));

    [Fact]
    public void Dots_beside_dots_of_the_template_are_refused() => Assert.Null(Of("1", ".", "q"));

    [Fact]
    public void A_missing_or_structured_argument_is_refused()
    {
        var preview = new ToolPreview("https://a.example/{id}", []);

        Assert.Null(PreviewUrl.Of(preview, JsonElement.Parse("{}")));
        Assert.Null(PreviewUrl.Of(preview, JsonElement.Parse("""{"id":["a"]}""")));
        Assert.Null(PreviewUrl.Of(preview, JsonElement.Parse("""{"id":{"a":1}}""")));
        Assert.Null(PreviewUrl.Of(preview, JsonElement.Parse("""{"id":null}""")));
        Assert.Equal("https://a.example/7", PreviewUrl.Of(preview, JsonElement.Parse("""{"id":7}""")));
    }

    [Fact]
    public void Whatever_the_arguments_are_the_server_the_path_and_the_parameters_stay() => Check.QuickThrowOnFailure(
        Prop.ForAll<string?, string?, string?>((id, part, query) =>
        {
            if (Of(id, part, query) is not { } url) return true;
            var uri = new Uri(url);
            return uri is { Scheme: "https", Host: "shop.example", Port: 8443, UserInfo: "", Fragment: "" }
                && uri.Segments is ["/", "v1/", "orders/", _, "items/", _]
                && uri.Query.StartsWith("?full=1&q=", StringComparison.Ordinal) && uri.Query.Count(character => character == '&') == 1;
        }));

    private static string? Of(string? id, string? part, string? query) => PreviewUrl.Of(new(Template, []),
        JsonElement.Parse(new JsonObject { ["id"] = id, ["part"] = part, ["q"] = query }.ToJsonString()));
}
