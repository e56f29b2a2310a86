using AgentConsole.Infrastructure.Persistence;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Persistence;

public sealed class PageCursorTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1")]
    [InlineData("1-2-3")]
    [InlineData("-1-2")]
    [InlineData("99999999999999999999-1")]
    [InlineData("3155378975999999999999-0")]
    [InlineData("9223372036854775807-0")]
    public void What_is_no_cursor_is_refused(string? text) => Assert.False(PageCursor.TryParse(text, out _));

    [Fact]
    public void A_cursor_reads_back_as_it_was_written()
    {
        var cursor = new PageCursor(new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero), 3);

        Assert.True(PageCursor.TryParse(cursor.ToString(), out var read));
        Assert.Equal(cursor, read);
    }
}
