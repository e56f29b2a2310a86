using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Agents.Stops;
using AgentConsole.Infrastructure.Alerts;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Runs;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Telemetry;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Runs;
using AgentConsole.Web.Shell;
using AgentConsole.Web.Tests.Policies;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AgentConsole.Web.Tests.Runs;

public sealed class RunPolicyTests : PolicyStage
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Console.Get<TraceStorePreparer>().PrepareAsync(StoreUse.Make, CancellationToken.None);
        Services.AddSingleton(Console.Get<RunQuery>()).AddSingleton(Console.Get<RunsQuery>()).AddSingleton(Console.Get<TraceTokens>()).AddSingleton(Console.Get<AgentCache>())
            .AddSingleton(Console.Get<RunProposalsQuery>()).AddSingleton(Console.Get<ContractCache>()).AddSingleton(Console.Get<AlertQuery>()).AddSingleton(Console.Get<CapQuery>()).AddSingleton(Console.Get<StopQuery>()).AddSingleton(Console.Get<StopHandler>()).AddSingleton(Console.Get<ResumeHandler>()).AddSingleton(Console.Get<AgentRights>());
    }

    [Fact]
    public async Task The_head_of_a_run_names_the_policies_that_it_was_judged_by()
    {
        await PublishAsync(Small);
        await RefundAsync("W-1", adjust: command => command with { RunId = "run-9" });
        Services.GetRequiredService<NavigationManager>().NavigateTo(Links.RunStep(RefundAgent, "production", "run-9"));

        var page = Render<RunPage>();

        await SeeAsync(() => Assert.Contains("refunds@1", page.Find(".run-facts").TextContent, StringComparison.Ordinal));
    }
}
