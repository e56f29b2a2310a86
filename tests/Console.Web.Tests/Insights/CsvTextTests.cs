using AgentConsole.Web.Shell;
using Xunit;

namespace AgentConsole.Web.Tests.Insights;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\r=x", "\"'\r=x\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\u00a0=1", "'\u00a0=1")]
    [InlineData("\uff1d1", "'\uff1d1")]
    [InlineData("=HYPERLINK(\"http://x.example\",\"a\")", "\"'=HYPERLINK(\"\"http://x.example\"\",\"\"a\"\")\"")]
    [InlineData("crm.get", "crm.get")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("", "")]
    public void A_text_reads_as_text_in_a_spreadsheet(string text, string cell) =>
        Assert.Equal($"name\r\n{cell}\r\n", CsvText.Of(["name"], [[text]]));

    [Fact]
    public void Figures_stay_figures_and_what_is_unknown_is_empty() => Assert.Equal(
        "at,cost,change,unknown\r\n2026-11-26T03:00:00Z,0.0021,-5,\r\n",
        CsvText.Of(["at", "cost", "change", "unknown"], [[new DateTimeOffset(2026, 11, 26, 4, 0, 0, TimeSpan.FromHours(1)), 0.0021m, -5L, null]]));
}
