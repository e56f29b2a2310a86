using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Agents.Documents;

/// <summary>Applies tools and agents from documents: every one is checked before the first is written, and one transaction holds them all.</summary>
public sealed class ApplyHandler(ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts,
    ToolAcceptance acceptance, AgentRegistration registration, ContractCache contracts, AgentCache agents)
{
    public async Task<ApplyOutcome> HandleAsync(Apply command, CancellationToken cancellation)
    {
        var checkedDocuments = CheckedDocuments.Of(command.Documents, tool => contracts.Find(tool)?.Contract);
        var faults = RightsMissing(command.Caller, checkedDocuments).Concat(checkedDocuments.Faults).ToList();
        if (faults.Count > 0) return new ApplyOutcome.Refused(faults);

        if (command.IsDryRun)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            return await JudgeAsync(db, command.Caller, checkedDocuments, cancellation);
        }

        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        if (outcome is not ApplyOutcome.Applied) return outcome;
        await contracts.ReloadAsync(cancellation);
        await agents.ReloadAsync(cancellation);
        return outcome;

        async Task<ApplyOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var judged = await JudgeAsync(db, command.Caller, checkedDocuments, inner);
            if (judged is ApplyOutcome.Applied) await WriteAsync(db, command.Caller, checkedDocuments, inner);
            return judged;
        }
    }

    private async Task<ApplyOutcome> JudgeAsync(ConsoleDbContext db, Caller caller, CheckedDocuments documents, CancellationToken cancellation)
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

        return faults.Count > 0 ? new ApplyOutcome.Refused(faults) : new ApplyOutcome.Applied(changes);
    }

    // Judged again one by one: the second version of a tool in one file follows the first.
    private async Task WriteAsync(ConsoleDbContext db, Caller caller, CheckedDocuments documents, CancellationToken cancellation)
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

        static DocumentFault Missing(SourceDocument source, Permission needed) =>
            DocumentFault.Of(source, new("", "role_missing", $"This needs the permission {WireName.Of(needed)}."));
    }
}
