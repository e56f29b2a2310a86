using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Tools.Guards;
using AgentConsole.Web.Tests.Reviews;
using AgentConsole.Web.Tools.Guards;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Tools.Guards;

public sealed class BreakerPanelTests : ReviewStage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Services.AddSingleton(Console.Get<SetBreakerHandler>());
    }

    [Fact]
    public async Task It_is_opened_with_a_reason_and_says_so()
    {
        await SitDownAsync(await PersonAsync("Olga", Role.Oncall));
        var health = await HealthAsync();
        var panel = Render<BreakerPanel>(panel => panel.Add(p => p.Tool, "billing.refund").Add(p => p.Health, health).Add(p => p.CanDecide, true).Add(p => p.MaySet, true));
        Assert.Contains("breaker closed", panel.Markup, StringComparison.Ordinal);
        Assert.All(panel.FindAll(".set button"), button => Assert.True(button.HasAttribute("disabled")));

        await panel.InvokeAsync(() => panel.Find("#why-production").Input("<b>the bank</b> is down"));
        await ClickAsync(panel, ".set button:not([disabled])");
        await SeeAsync(() => Assert.Equal(BreakerState.Open, HealthAsync().GetAwaiter().GetResult().Single(row => row.Environment == "production").State));

        health = await HealthAsync();
        panel.Render(panel => panel.Add(p => p.Health, health));
        Assert.Contains("breaker open", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("Olga", panel.Markup, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll(".guard b"));
    }

    [Fact]
    public async Task Who_may_not_move_it_sees_how_it_stands()
    {
        var health = await HealthAsync();

        var panel = Render<BreakerPanel>(panel => panel.Add(p => p.Tool, "billing.refund").Add(p => p.Health, health).Add(p => p.CanDecide, true));

        Assert.Equal(2, panel.FindAll(".guard").Count);
        Assert.Empty(panel.FindAll("button"));
    }

    private async Task<IReadOnlyList<GuardHealth>> HealthAsync() => (await Console.Get<GuardQuery>().OfAsync("billing.refund", CancellationToken.None))!;
}
