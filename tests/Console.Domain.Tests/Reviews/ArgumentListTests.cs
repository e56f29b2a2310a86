using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain.Reviews;
using AgentConsole.Domain.Tools;
using Xunit;

namespace AgentConsole.Domain.Tests.Reviews;

public sealed class ArgumentListTests
{
    private static readonly ToolPointers Pointers = new("/amount", null, "/to", "/order");

    [Fact]
    public void What_the_contract_marks_comes_first_and_once()
    {
        var list = Of("""{"a":1,"amount":120,"order":"W-1","to":["x@y.test","z@y.test"],"tomorrow":true}""");

        Assert.Equal(
        [
            new("/amount", "120", ArgumentMark.Money), new("/order", "W-1", ArgumentMark.Target),
            new("/to/0", "x@y.test", ArgumentMark.Recipient), new("/to/1", "z@y.test", ArgumentMark.Recipient),
            new("/a", "1", null), new("/tomorrow", "true", null),
        ], list.Rows);
        Assert.False(list.IsCut);
    }

    [Fact]
    public void A_recipient_is_listed_however_much_is_put_before_it()
    {
        var padding = string.Join(',', Enumerable.Range(0, 5_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"\"a{number}\":0")));

        var list = Of($$"""{{{padding}},"to":"x@evil.test"}""");

        Assert.Equal(new("/to", "x@evil.test", ArgumentMark.Recipient), list.Rows[0]);
        Assert.Equal((ReviewLimits.ArgumentsShownMax + 1, 5_001, true), (list.Rows.Count, list.Total, list.IsCut));
    }

    [Fact]
    public void A_label_is_the_pointer_in_words() =>
        Assert.Equal("items › 0 › a/b", new ArgumentRow("/items/0/a~1b", "", null).Label);

    [Fact]
    public void Empty_lists_and_objects_are_values() =>
        Assert.Equal([("/a", "[]"), ("/b", "{}"), ("/c", "null")], DocumentValue.Of(JsonElement.Parse("""{"a":[],"b":{},"c":null}"""))
            .Select(value => (value.Pointer, value.Text)));

    [Fact]
    public void Half_a_character_is_shown_as_it_was_sent() =>
        Assert.Equal("""
            "\ud800"
            """, DocumentValue.Of(JsonElement.Parse("""{"a":"\ud800"}""")).Single().Text);

    private static ArgumentList Of(string json) => ArgumentList.Of(Pointers, JsonElement.Parse(json));
}
