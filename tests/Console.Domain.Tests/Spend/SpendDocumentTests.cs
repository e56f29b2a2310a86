using System.Text.Json;
using AgentConsole.Domain.Spend;
using Xunit;

namespace AgentConsole.Domain.Tests.Spend;

public sealed class SpendDocumentTests
{
    [Fact]
    public void A_price_is_read_and_written_alike()
    {
        var terms = PriceTerms.Parse(JsonElement.Parse("""
            {"kind":"Price","model":"gpt-4.1-mini","from":"2026-01-01","input_per_million_usd":"0.40","cached_input_per_million_usd":0.1,"output_per_million_usd":"1.60","note":"list"}
            """), out var faults);

        Assert.Empty(faults);
        Assert.Equal((400_000_000L, 100_000_000L, 1_600_000_000L), (terms!.InputNanosPerMillion, terms.CachedInputNanosPerMillion, terms.OutputNanosPerMillion));
        Assert.Equal(terms, PriceTerms.Parse(JsonElement.Parse(terms.ToJson()), out _));
        Assert.Equal("input 0.40, cached input 0.10, output 1.60 USD per million tokens", terms.Text());
    }

    [Theory]
    [InlineData("""{"from":"2026-01-01","input_per_million_usd":"1","output_per_million_usd":"1"}""", "/model")]
    [InlineData("""{"model":"m","tool":"t","from":"2026-01-01","per_call_usd":"1"}""", "/model")]
    [InlineData("""{"model":"m","input_per_million_usd":"1","output_per_million_usd":"1"}""", "/from")]
    [InlineData("""{"model":"m","from":"yesterday","input_per_million_usd":"1","output_per_million_usd":"1"}""", "/from")]
    [InlineData("""{"model":"m","from":"01/02/2026","input_per_million_usd":"1","output_per_million_usd":"1"}""", "/from")]
    [InlineData("""{"model":"m","from":"2026-01-01","output_per_million_usd":"1"}""", "/input_per_million_usd")]
    [InlineData("""{"model":"m","from":"2026-01-01","input_per_million_usd":"-1","output_per_million_usd":"1"}""", "/input_per_million_usd")]
    [InlineData("""{"model":"m","from":"2026-01-01","input_per_million_usd":"1000001","output_per_million_usd":"1"}""", "/input_per_million_usd")]
    [InlineData("""{"model":"m","from":"2026-01-01","input_per_million_usd":"0.0000000001","output_per_million_usd":"1"}""", "/input_per_million_usd")]
    [InlineData("""{"model":"m","from":"2026-01-01","input_per_million_usd":"1","output_per_million_usd":"1","per_call_usd":"1"}""", "/per_call_usd")]
    [InlineData("""{"tool":"t","from":"2026-01-01","per_call_usd":"1","output_per_million_usd":"1"}""", "/input_per_million_usd")]
    [InlineData("""{"model":"a b","from":"2026-01-01","input_per_million_usd":"1","output_per_million_usd":"1"}""", "/model")]
    [InlineData("""{"model":"m","from":"2026-01-01","input_per_million_usd":"1","output_per_million_usd":"1","inptu":"1"}""", "/inptu")]
    [InlineData("""{"kind":"Tool","model":"m","from":"2026-01-01","input_per_million_usd":"1","output_per_million_usd":"1"}""", "/kind")]
    public void What_is_wrong_with_a_price_is_named(string document, string pointer)
    {
        Assert.Null(PriceTerms.Parse(JsonElement.Parse(document), out var faults));
        Assert.Contains(faults, fault => fault.Pointer == pointer);
    }

    [Fact]
    public void A_budget_is_one_environments_or_one_workflows()
    {
        var terms = BudgetTerms.Parse(JsonElement.Parse("""{"kind":"Budget","environment":"production","per_day_usd":"100.00"}"""), out _);

        Assert.Equal((new BudgetId(BudgetKind.Environment, "production"), 100_000_000_000L), (terms!.Id, terms.PerDayUsdNanos));
        Assert.Equal(terms, BudgetTerms.Parse(JsonElement.Parse(terms.ToJson()), out _));
    }

    [Theory]
    [InlineData("""{"per_day_usd":"1"}""", "/environment")]
    [InlineData("""{"environment":"e","workflow":"w","per_day_usd":"1"}""", "/environment")]
    [InlineData("""{"agent":"a","per_day_usd":"1"}""", "/agent")]
    [InlineData("""{"environment":"e"}""", "/per_day_usd")]
    [InlineData("""{"environment":"e","per_day_usd":"-1"}""", "/per_day_usd")]
    [InlineData("""{"environment":"e","per_day_usd":"1","per_run_usd":"1"}""", "/per_run_usd")]
    public void What_is_wrong_with_a_budget_is_named(string document, string pointer)
    {
        Assert.Null(BudgetTerms.Parse(JsonElement.Parse(document), out var faults));
        Assert.Contains(faults, fault => fault.Pointer == pointer);
    }

    [Theory]
    [InlineData("agent:support-triage-v3", true)]
    [InlineData("workflow:a:b", true)]
    [InlineData("agent:", false)]
    [InlineData("tool:x", false)]
    [InlineData(":x", false)]
    [InlineData("Agent:x", false)]
    public void A_budgets_name_is_read_as_it_is_written(string text, bool isRead)
    {
        Assert.Equal(isRead, BudgetId.TryParse(text, out var id));
        if (isRead) Assert.Equal(text, id.ToString());
    }
}
