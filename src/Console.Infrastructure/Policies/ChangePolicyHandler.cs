using System.Text.Json;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Infrastructure.Tools;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Publishes, shadows, discards or rolls back: one step of one set, bound to what was read.</summary>
public sealed class ChangePolicyHandler(IDbContextFactory<ConsoleDbContext> contexts, ConsoleTransaction transaction, PolicySetDesk desk,
    PolicyChecker checker, PolicyCache cache, ContractCache contracts)
{
    public async Task<PolicySetOutcome> HandleAsync(ChangePolicy command, CancellationToken cancellation)
    {
        var needed = command.Step is PolicyStep.Publish or PolicyStep.RollBack ? Permission.PublishPolicies : Permission.WritePolicies;
        if (!command.Caller.May(needed)) return new PolicySetOutcome.RoleMissing(needed);
        if (!PolicySetName.IsValid(command.Set)) return new PolicySetOutcome.NotFound();
        var outcome = await transaction.RunAsync(PrepareAsync, CommitAsync, cancellation);
        if (outcome is PolicySetOutcome.Done) await cache.ReloadAsync(cancellation);
        return outcome;

        // A check may take its time, and everybody else's commit would wait for it.
        async Task<CheckedDraft?> PrepareAsync()
        {
            if (command.Step != PolicyStep.Publish) return null;
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var draft = await (from set in db.PolicySets.AsNoTracking()
                               join version in db.PolicyVersions.AsNoTracking() on set.Name equals version.SetName
                               where set.Name == command.Set && version.Number == set.DraftVersion
                               select new { set.Engine, version.Text, version.Tests, version.Digest }).SingleOrDefaultAsync(cancellation);
            if (draft is null) return null;
            var tests = draft.Tests is { } kept ? JsonElement.Parse(kept) : (JsonElement?)null;
            var report = checker.Check(draft.Engine, command.Set, draft.Text, tests, contracts.All);
            return new(draft.Digest, PolicyChecker.BesideLive(report, draft.Engine, new(command.Set, 0, draft.Text), cache.Current));
        }

        async Task<PolicySetOutcome> CommitAsync(ConsoleDbContext db, CheckedDraft? passed, CancellationToken inner)
        {
            if (await db.PolicySets.SingleOrDefaultAsync(set => set.Name == command.Set, inner) is not { } set) return new PolicySetOutcome.NotFound();
            if (command.DigestSeen is { } seen && await db.PolicyVersions.Where(row => row.SetName == set.Name && row.Number == set.DraftVersion)
                    .Select(row => row.Digest).SingleOrDefaultAsync(inner) != seen)
                return new PolicySetOutcome.Stale(set.Version);

            return command.Step switch
            {
                PolicyStep.Publish when passed is null => new PolicySetOutcome.NotNow($"{set.Name} has no draft to publish."),
                PolicyStep.Publish => await desk.PublishAsync(db, command.Caller, set, passed, inner),
                PolicyStep.RollBack => await desk.RollBackAsync(db, command.Caller, set, command.LiveSeen ?? 0, inner),
                PolicyStep.StartShadow => await desk.ShadowAsync(db, command.Caller, set, isShadowed: true, inner),
                PolicyStep.EndShadow => await desk.ShadowAsync(db, command.Caller, set, isShadowed: false, inner),
                PolicyStep.Discard => await desk.DiscardAsync(db, command.Caller, set, inner),
            };
        }
    }
}
