using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Policies;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>Applies tools, agents, policy sets, prices and budgets from documents: every one is checked before the first is written, and one transaction holds them all.</summary>
public sealed class ApplyHandler(ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts,
    ToolAcceptance acceptance, AgentRegistration registration, PolicySetDesk sets, PolicyChecker checker, PriceDesk priceDesk, BudgetDesk budgetDesk,
    ContractCache contracts, AgentCache agents, PolicyCache policies, PriceCache prices)
{
    public async Task<ApplyOutcome> HandleAsync(Apply command, CancellationToken cancellation)
    {
        var checkedDocuments = CheckedDocuments.Of(command.Documents, tool => contracts.Find(tool)?.Contract);
        var faults = RightsMissing(command.Caller, checkedDocuments).Concat(checkedDocuments.Faults).ToList();
        if (faults.Count > 0) return new ApplyOutcome.Refused(faults);

        var reports = ReportsOf(checkedDocuments);
        faults = [.. checkedDocuments.PolicySets.Where(one => one.Set.Publish).SelectMany(one => NotPublishable(one.Source, reports[one.Set.Name].Report))];
        if (faults.Count > 0) return new ApplyOutcome.Refused(faults);

        if (command.IsDryRun)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            return await JudgeAsync(db, command.Caller, checkedDocuments, reports, cancellation);
        }

        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is not ApplyOutcome.Applied) return outcome;
        await contracts.ReloadAsync(cancellation);
        await agents.ReloadAsync(cancellation);
        await policies.ReloadAsync(cancellation);
        await prices.ReloadAsync(cancellation);
        return outcome;

        async Task<ApplyOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var judged = await JudgeAsync(db, command.Caller, checkedDocuments, reports, inner);
            if (judged is ApplyOutcome.Applied) await WriteAsync(db, command.Caller, checkedDocuments, reports, inner);
            return judged;
        }
    }

    private async Task<ApplyOutcome> JudgeAsync(ConsoleDbContext db, Caller caller, CheckedDocuments documents,
        Dictionary<string, CheckedDraft> reports, CancellationToken cancellation)
    {
        var faults = new List<DocumentFault>();
        var changes = new List<AppliedChange>();
        foreach (var (source, tool) in documents.Tools)
        {
            var judged = await acceptance.JudgeAsync(db, tool, cancellation);
            if (FaultOf(judged) is { } fault) faults.Add(DocumentFault.Of(source, fault));
            else changes.Add(await ChangeOfAsync(db, source, tool, judged, cancellation));
        }

        foreach (var (source, agent) in documents.Agents)
        {
            var judged = await registration.JudgeAsync(db, agent, cancellation);
            if (judged is AgentOutcome.NameTaken)
                faults.Add(DocumentFault.Of(source, new("/name", "archived", $"{agent.Agent.Name} is archived; its name stays with it.")));
            else if (judged is AgentOutcome.Changed && !await AgentRights.ReachAsync(db, caller, Permission.ManageAgents, agent.Agent.Name, cancellation))
                faults.Add(DocumentFault.Of(source, new("/name", "not_your_agent", $"You do not answer for {agent.Agent.Name}.")));
            else changes.Add(await ChangeOfAsync(db, source, agent, judged, cancellation));
        }

        foreach (var (source, set) in documents.PolicySets)
        {
            if (await FaultOfAsync(db, set, cancellation) is { } fault) faults.Add(DocumentFault.Of(source, fault));
            else changes.Add(await ChangeOfAsync(db, source, set, cancellation));
        }

        foreach (var (source, price) in documents.Prices) changes.Add(await ChangeOfAsync(db, source, price, cancellation));
        foreach (var (source, budget) in documents.Budgets) changes.Add(await ChangeOfAsync(db, source, budget, cancellation));
        if (documents.Prices.Count > 0 && await db.Prices.CountAsync(cancellation) + changes.Count(change => change is { Kind: "Price", Verb: AppliedVerb.Created }) > SpendLimits.PricesMax)
            faults.Add(DocumentFault.Of(documents.Prices[0].Source, new("/kind", "too_many", $"There are at most {SpendLimits.PricesMax} prices.")));
        if (documents.Budgets.Count > 0 && await db.Budgets.CountAsync(cancellation) + changes.Count(change => change is { Kind: "Budget", Verb: AppliedVerb.Created }) > SpendLimits.BudgetsMax)
            faults.Add(DocumentFault.Of(documents.Budgets[0].Source, new("/kind", "too_many", $"There are at most {SpendLimits.BudgetsMax} budgets.")));
        return faults.Count > 0 ? new ApplyOutcome.Refused(faults) : new ApplyOutcome.Applied(changes);
    }

    // Judged again one by one: the second version of a tool in one file follows the first.
    private async Task WriteAsync(ConsoleDbContext db, Caller caller, CheckedDocuments documents,
        Dictionary<string, CheckedDraft> reports, CancellationToken cancellation)
    {
        foreach (var (_, tool) in documents.Tools)
        {
            if (await acceptance.JudgeAsync(db, tool, cancellation) is not AcceptToolOutcome.Accepted accepted) continue;
            await acceptance.WriteAsync(db, caller, tool, accepted, cancellation);
            await db.SaveChangesAsync(cancellation);
        }

        foreach (var (_, agent) in documents.Agents)
        {
            var judged = await registration.JudgeAsync(db, agent, cancellation);
            if (judged is AgentOutcome.Registered) registration.Add(db, caller, agent);
            else if (judged is AgentOutcome.Changed) await registration.ChangeAsync(db, caller, agent, cancellation);
        }

        foreach (var (_, written) in documents.PolicySets)
        {
            var saved = await sets.SaveAsync(db, caller, written, cancellation);
            await db.SaveChangesAsync(cancellation);
            var set = saved switch
            {
                PolicySetOutcome.Done done => done.Set,
                PolicySetOutcome.Unchanged unchanged => unchanged.Set,
                _ => throw new InvalidOperationException($"A set that was judged a moment ago was refused: {saved}."),
            };
            if (written.Publish && set.DraftVersion is not null) await sets.PublishAsync(db, caller, set, reports[set.Name], cancellation);
        }

        foreach (var (_, terms) in documents.Prices)
        {
            await priceDesk.SaveAsync(db, caller, await PriceDesk.FindAsync(db, terms, cancellation), terms, cancellation);
            await db.SaveChangesAsync(cancellation);
        }

        foreach (var (_, terms) in documents.Budgets)
            await budgetDesk.SaveAsync(db, caller, await BudgetOfAsync(db, terms, cancellation), terms, cancellation);
    }

    private Dictionary<string, CheckedDraft> ReportsOf(CheckedDocuments documents)
    {
        var tools = ToolsAfterwards(documents);
        return documents.PolicySets.ToDictionary(one => one.Set.Name, one =>
        {
            var report = checker.Check(one.Set.Engine, one.Set.Name, one.Set.Text, one.Set.Tests, tools);
            return new CheckedDraft(one.Set.Digest, PolicyChecker.BesideLive(report, one.Set.Engine, new(one.Set.Name, 0, one.Set.Text), policies.Current));
        });
    }

    // What is accepted in the same call is what the policies of the same call are asked about.
    private List<LoadedContract> ToolsAfterwards(CheckedDocuments documents)
    {
        var tools = contracts.All.ToDictionary(tool => tool.Contract.Name, StringComparer.Ordinal);
        foreach (var (_, tool) in documents.Tools)
            if (tool.Loaded is { } loaded
                && (tools.GetValueOrDefault(tool.Contract.Name)?.Contract.Version ?? 0) < tool.Contract.Version) tools[tool.Contract.Name] = loaded;
        return [.. tools.Values];
    }

    private static IEnumerable<DocumentFault> NotPublishable(SourceDocument source, PolicyReport report) =>
        report.Errors.Select(error => new Fault("/text", error.Code, $"line {error.Line}, column {error.Column}: {error.Message}"))
            .Concat(report.Tests.Where(test => test.Fault is not null).Select(test => new Fault("/tests", "test_failed", $"{test.Name}: {test.Fault}")))
            .Select(fault => DocumentFault.Of(source, fault));

    private static async Task<Fault?> FaultOfAsync(ConsoleDbContext db, WrittenPolicySet written, CancellationToken cancellation)
    {
        var engine = await db.PolicySets.Where(set => set.Name == written.Name).Select(set => (PolicyEngine?)set.Engine).SingleOrDefaultAsync(cancellation);
        if (engine is { } held && held != written.Engine) return new("/engine", "engine_differs", $"{written.Name} is a set for {WireName.Of(held)}.");
        return engine is null && await db.PolicySets.CountAsync(cancellation) >= PolicyLimits.SetsMax
            ? new("/name", "too_many", $"There are at most {PolicyLimits.SetsMax} policy sets.")
            : null;
    }

    private static async Task<AppliedChange> ChangeOfAsync(ConsoleDbContext db, SourceDocument source, WrittenPolicySet written, CancellationToken cancellation)
    {
        const string Kind = "PolicySet";
        var set = await db.PolicySets.AsNoTracking().SingleOrDefaultAsync(row => row.Name == written.Name, cancellation);
        if (set is null) return new(source, Kind, written.Name, 1, AppliedVerb.Created, []);
        var current = await db.PolicyVersions.AsNoTracking().SingleAsync(
            row => row.SetName == set.Name && row.Number == (set.DraftVersion ?? set.LiveVersion), cancellation);
        var isPublished = set.DraftVersion is null;
        if (current.Digest == written.Digest && (isPublished || !written.Publish)) return new(source, Kind, set.Name, current.Number, AppliedVerb.Unchanged, []);
        var number = isPublished ? await db.PolicyVersions.Where(row => row.SetName == set.Name).MaxAsync(row => row.Number, cancellation) + 1 : current.Number;
        IReadOnlyList<DocumentDifference> differences = current.Text == written.Text ? [] : [new("/text", current.Text, written.Text)];
        return new(source, Kind, set.Name, number, AppliedVerb.Changed, differences);
    }

    private static Task<Budget?> BudgetOfAsync(ConsoleDbContext db, BudgetTerms terms, CancellationToken cancellation)
    {
        var id = terms.Id.ToString();
        return db.Budgets.SingleOrDefaultAsync(budget => budget.Id == id, cancellation);
    }

    private static async Task<AppliedChange> ChangeOfAsync(ConsoleDbContext db, SourceDocument source, PriceTerms terms, CancellationToken cancellation)
    {
        const string Kind = "Price";
        if (await PriceDesk.FindAsync(db, terms, cancellation) is not { } price) return new(source, Kind, terms.Name, 1, AppliedVerb.Created, []);
        return price.Terms == terms
            ? new(source, Kind, terms.Name, price.Version, AppliedVerb.Unchanged, [])
            : new(source, Kind, terms.Name, price.Version + 1, AppliedVerb.Changed, DocumentDifference.Of(JsonElement.Parse(price.Terms.ToJson()), JsonElement.Parse(terms.ToJson())));
    }

    private static async Task<AppliedChange> ChangeOfAsync(ConsoleDbContext db, SourceDocument source, BudgetTerms terms, CancellationToken cancellation)
    {
        const string Kind = "Budget";
        var name = terms.Id.ToString();
        if (await BudgetOfAsync(db, terms, cancellation) is not { } budget) return new(source, Kind, name, 1, AppliedVerb.Created, []);
        return budget.PerDayUsdNanos == terms.PerDayUsdNanos
            ? new(source, Kind, name, budget.Version, AppliedVerb.Unchanged, [])
            : new(source, Kind, name, budget.Version + 1, AppliedVerb.Changed, DocumentDifference.Of(
                JsonElement.Parse((terms with { PerDayUsdNanos = budget.PerDayUsdNanos }).ToJson()), JsonElement.Parse(terms.ToJson())));
    }

    private static Fault? FaultOf(AcceptToolOutcome judged) => judged switch
    {
        AcceptToolOutcome.VersionExists exists => new("/version", "version_exists",
            $"Version {exists.Version} was accepted with another content; a changed definition is a new version."),
        AcceptToolOutcome.VersionTooLow low => new("/version", "version_too_low", $"Version {low.Newest} was accepted already."),
        _ => null,
    };

    private static async Task<AppliedChange> ChangeOfAsync(
        ConsoleDbContext db, SourceDocument source, WrittenTool tool, AcceptToolOutcome judged, CancellationToken cancellation)
    {
        var (name, version) = (tool.Contract.Name, tool.Contract.Version);
        if (judged is not AcceptToolOutcome.Accepted accepted) return new(source, "Tool", name, version, AppliedVerb.Unchanged, []);
        if (accepted.Previous is not { } previous) return new(source, "Tool", name, version, AppliedVerb.Created, []);
        var before = await db.ToolVersions.Where(row => row.Name == name && row.Version == previous).Select(row => row.Document).SingleAsync(cancellation);
        return new(source, "Tool", name, version, AppliedVerb.Changed, Differences(before, tool.Document));
    }

    private static async Task<AppliedChange> ChangeOfAsync(
        ConsoleDbContext db, SourceDocument source, WrittenAgent agent, AgentOutcome judged, CancellationToken cancellation)
    {
        var name = agent.Agent.Name;
        if (judged is AgentOutcome.Registered) return new(source, "Agent", name, 1, AppliedVerb.Created, []);
        if (judged is not AgentOutcome.Changed changed)
            return new(source, "Agent", name, ((AgentOutcome.Unchanged)judged).Version, AppliedVerb.Unchanged, []);
        var before = await db.Agents.Where(row => row.Name == name).Select(row => row.Document).SingleAsync(cancellation);
        return new(source, "Agent", name, changed.Version, AppliedVerb.Changed, Differences(before, agent.Document));
    }

    private static IReadOnlyList<DocumentDifference> Differences(string before, WrittenDocument after) =>
        DocumentDifference.Of(JsonElement.Parse(before), after.Value);

    private static IEnumerable<DocumentFault> RightsMissing(Caller caller, CheckedDocuments documents)
    {
        if (!caller.May(Permission.ManageTools))
            foreach (var (source, _) in documents.Tools) yield return Missing(source, Permission.ManageTools);
        if (!caller.May(Permission.ManageAgents))
            foreach (var (source, _) in documents.Agents) yield return Missing(source, Permission.ManageAgents);
        if (!caller.May(Permission.WritePolicies))
            foreach (var (source, _) in documents.PolicySets) yield return Missing(source, Permission.WritePolicies);
        if (!caller.May(Permission.WritePrices))
            foreach (var (source, _) in documents.Prices) yield return Missing(source, Permission.WritePrices);
        if (!caller.May(Permission.WriteBudgets))
            foreach (var (source, _) in documents.Budgets) yield return Missing(source, Permission.WriteBudgets);
        if (caller is not Caller.Server)
            foreach (var (source, _) in documents.PolicySets.Where(one => one.Set.Publish))
                yield return DocumentFault.Of(source, new("/publish", "second_person_needed", "Somebody else publishes what you wrote; only the command line on the server publishes alone."));

        static DocumentFault Missing(SourceDocument source, Permission needed) =>
            DocumentFault.Of(source, new("", "role_missing", $"This needs the permission {WireName.Of(needed)}."));
    }
}
