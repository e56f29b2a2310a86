using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Tools;
using AgentConsole.Web.Policies;
using AgentConsole.Web.Tests.Reviews;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using Xunit;

namespace AgentConsole.Web.Tests.Policies;

/// <summary>The pages of this room over a real console, with Sam and Sid of role security; what is typed into an editor is said here.</summary>
public abstract class PolicyStage : ReviewStage
{
    protected const string Small = """
        @id("small") @reason("A small refund.") @owner("team:billing")
        permit (principal, action == Action::"billing.refund", resource)
          when { context.args.amount.lessThanOrEqual(decimal("500.0")) };
        """;

    protected const string Asking = """
        @id("asking") @approvers("finance")
        permit (principal, action == Action::"billing.refund", resource) when { context.approvals >= 1 };
        """;

    protected Caller.Person Sam { get; private set; } = null!;

    protected Caller.Person Sid { get; private set; } = null!;

    /// <summary>What stands in each editor of the browser, and upon which text it was typed.</summary>
    internal Dictionary<string, EditedText> Typed { get; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (Sam, Sid) = (await PersonAsync("Sam", Role.Security), await PersonAsync("Sid", Role.Security));
        Use<PolicyQuery>();
        Use<PolicyCache>();
        Use<PolicyChecker>();
        Use<SavePolicyHandler>();
        Use<ChangePolicyHandler>();
        Use<BacktestQuery>();
        Use<ShadowQuery>();
        Use<TrialQuery>();
        Use<EvaluationQuery>();
        Use<ContractCache>();
        await SitDownAsync(Sam);
        foreach (var editor in new[] { "text", "tests" })
            JSInterop.Setup<IJSStreamReference>("agentConsole.editorRead", call => call.Arguments[0] as string == editor)
                .SetResult(new BrowserText(() => Typed.GetValueOrDefault(editor, new("", ""))));
    }

    protected async Task<PolicySetOutcome> SaveAsync(Caller.Person author, string text, string set = "refunds", string? tests = null)
    {
        var written = new WrittenPolicySet(set, PolicyEngine.Cedar, text.ReplaceLineEndings("\n"), tests is null ? null : JsonElement.Parse(tests), null, false);
        return await Console.Get<SavePolicyHandler>().HandleAsync(new(author, written), CancellationToken.None);
    }

    protected async Task<PolicySetOutcome> StepAsync(Caller.Person person, PolicyStep step, string set = "refunds") =>
        await Console.Get<ChangePolicyHandler>().HandleAsync(new(person, set, step), CancellationToken.None);

    /// <summary>Written by Sam, published by Sid.</summary>
    protected async Task PublishAsync(string text, string set = "refunds")
    {
        Assert.IsType<PolicySetOutcome.Done>(await SaveAsync(Sam, text, set));
        Assert.IsType<PolicySetOutcome.Done>(await StepAsync(Sid, PolicyStep.Publish, set));
    }

    protected async Task<PolicySetDetail> SetAsync(string set = "refunds") =>
        (await Console.Get<PolicyQuery>().FindAsync(set, CancellationToken.None))!;

    /// <summary>As if this stood in the editor of the text, typed upon what is kept now.</summary>
    protected async Task TypeAsync(string text, string tests = "", string? upon = null)
    {
        var detail = await Console.Get<PolicyQuery>().FindAsync("refunds", CancellationToken.None);
        var kept = upon ?? (detail?.Draft ?? detail?.Live)?.Digest ?? "";
        (Typed["text"], Typed["tests"]) = (new(kept, text.ReplaceLineEndings("\n")), new(kept, tests));
    }

    protected void GoTo(string address) => Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    protected IRenderedComponent<PolicyPage> OpenSet(string view = "text", string set = "refunds")
    {
        GoTo($"/policies/{set}?view={view}");
        return Render<PolicyPage>(parameters => parameters.Add(page => page.Name, set));
    }

    private void Use<T>() where T : class => Services.AddSingleton(Console.Get<T>());
}
