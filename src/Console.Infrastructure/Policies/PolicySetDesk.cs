using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Policies;

/// <summary>Writes versions of policy sets inside a transaction: what a single command, a file of documents and the demo have in common.</summary>
public sealed class PolicySetDesk(LedgerWriter ledger, TimeProvider clock)
{
    /// <summary>Keeps a text as the set's draft; unchanged where it is what decides, or stands in the draft, already.</summary>
    internal async Task<PolicySetOutcome> SaveAsync(ConsoleDbContext db, Caller caller, WrittenPolicySet written, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var set = await db.PolicySets.SingleOrDefaultAsync(row => row.Name == written.Name, cancellation);
        if (set is null)
        {
            if (await db.PolicySets.CountAsync(cancellation) >= PolicyLimits.SetsMax)
                return Faulty("/name", "too_many", $"There are at most {PolicyLimits.SetsMax} policy sets.");
            set = new PolicySet { Name = written.Name, Engine = written.Engine, CreatedAt = now, ChangedAt = now };
            db.PolicySets.Add(set);
        }
        else if (set.Engine != written.Engine)
        {
            return Faulty("/engine", "engine_differs", $"{set.Name} is a set for {WireName.Of(set.Engine)}.");
        }

        var newest = await NewestAsync(db, set.Name, cancellation);
        var current = set.DraftVersion is not null ? newest : await LiveAsync(db, set, cancellation);
        if (current is not null && current.Digest == written.Digest) return new PolicySetOutcome.Unchanged(set, current);

        PolicyVersion draft;
        if (set.DraftVersion is not null)
        {
            draft = newest!;
            if (draft.Status == PolicyVersionStatus.Shadow) Touch(set, now);
            draft.TryTake(PolicyVerb.Save);
            draft.ShadowSince = null;
        }
        else
        {
            draft = new PolicyVersion
            {
                SetName = set.Name,
                Number = (newest?.Number ?? 0) + 1,
                Text = "",
                Digest = "",
                Status = PolicyVersionStatus.Draft,
                Authors = "",
                SavedBy = caller.Actor,
                SavedAt = now,
            };
            db.PolicyVersions.Add(draft);
            set.DraftVersion = draft.Number;
        }

        (draft.Text, draft.Tests, draft.Digest, draft.Note) = (written.Text, written.TestsText, written.Digest, written.Note);
        (draft.SavedBy, draft.SavedAt) = (caller.Actor, now);
        draft.AddAuthor(caller);
        (set.ChangedAt, set.Version) = (now, set.Version + 1);
        ledger.Append(db, caller, new PolicyDraftSaved(set.Name, set.Engine, draft.Number, draft.Digest));
        return new PolicySetOutcome.Done(set, draft);
    }

    /// <summary>Lets the draft decide, if it is what passed every check and nobody who wrote on it asks.</summary>
    /// <param name="passed">The draft as it was checked before the transaction.</param>
    internal async Task<PolicySetOutcome> PublishAsync(
        ConsoleDbContext db, Caller caller, PolicySet set, CheckedDraft passed, CancellationToken cancellation)
    {
        if (set.DraftVersion is not { } number) return new PolicySetOutcome.NotNow($"{set.Name} has no draft to publish.");
        var draft = await db.PolicyVersions.SingleAsync(row => row.SetName == set.Name && row.Number == number, cancellation);
        if (caller is Caller.Person person && draft.IsWrittenBy(person.Id))
            return new PolicySetOutcome.SecondPersonNeeded(draft.Authors.Split(','));

        if (passed.Digest != draft.Digest) throw new DbUpdateConcurrencyException("The draft changed while it was checked.");
        if (!passed.Report.IsPublishable) return new PolicySetOutcome.NotPublishable(passed.Report);

        var previous = await LiveAsync(db, set, cancellation);
        previous?.TryTake(PolicyVerb.Supersede);
        if (!draft.TryTake(PolicyVerb.Publish)) throw new InvalidOperationException($"A draft refused to be published: {draft.Status}.");
        (draft.ShadowSince, set.DraftVersion) = (null, null);
        MakeLive(caller, set, draft);
        ledger.Append(db, caller, new PolicyPublished(set.Name, set.Engine, draft.Number, previous?.Number, draft.Digest, draft.Authors, IsRollback: false));
        return new PolicySetOutcome.Done(set, draft);
    }

    /// <summary>Lets the version decide again that did before. An older one is written as a draft and published by two.</summary>
    /// <param name="from">The version that decided when the caller looked: a second click does not go back twice.</param>
    internal async Task<PolicySetOutcome> RollBackAsync(ConsoleDbContext db, Caller caller, PolicySet set, int from, CancellationToken cancellation)
    {
        if (await LiveAsync(db, set, cancellation) is not { } live) return new PolicySetOutcome.NotNow($"No version of {set.Name} decides.");
        if (live.Number != from) return new PolicySetOutcome.Stale(set.Version);
        var wanted = await db.PolicyVersions.Where(row => row.SetName == set.Name && row.Status == PolicyVersionStatus.Retired && row.Number < live.Number)
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellation);
        if (wanted is null) return new PolicySetOutcome.NotNow($"No earlier version of {set.Name} ever decided.");

        live.TryTake(PolicyVerb.Supersede);
        if (!wanted.TryTake(PolicyVerb.RollBack)) throw new InvalidOperationException("A retired version refused to come back.");
        MakeLive(caller, set, wanted);
        ledger.Append(db, caller, new PolicyPublished(set.Name, set.Engine, wanted.Number, live.Number, wanted.Digest, wanted.Authors, IsRollback: true));
        return new PolicySetOutcome.Done(set, wanted);
    }

    /// <summary>Begins or ceases to ask the draft beside what decides.</summary>
    internal async Task<PolicySetOutcome> ShadowAsync(ConsoleDbContext db, Caller caller, PolicySet set, bool isShadowed, CancellationToken cancellation)
    {
        if (set.DraftVersion is not { } number) return new PolicySetOutcome.NotNow($"{set.Name} has no draft.");
        if (set.Engine != PolicyEngine.Cedar) return new PolicySetOutcome.NotNow("Only what is evaluated here can be shadowed.");
        var draft = await db.PolicyVersions.SingleAsync(row => row.SetName == set.Name && row.Number == number, cancellation);
        if ((draft.Status == PolicyVersionStatus.Shadow) == isShadowed) return new PolicySetOutcome.Unchanged(set, draft);
        if (isShadowed && await db.PolicyVersions.CountAsync(row => row.Status == PolicyVersionStatus.Shadow, cancellation) >= PolicyLimits.ShadowsMax)
            return new PolicySetOutcome.NotNow($"At most {PolicyLimits.ShadowsMax} versions are shadowed at once.");

        if (!draft.TryTake(isShadowed ? PolicyVerb.StartShadow : PolicyVerb.EndShadow)) throw new InvalidOperationException("A draft refused its shadow.");
        draft.ShadowSince = isShadowed ? clock.Instant() : null;
        Touch(set, clock.Instant());
        ledger.Append(db, caller, new PolicyShadowChanged(set.Name, draft.Number, draft.Digest, isShadowed));
        return new PolicySetOutcome.Done(set, draft);
    }

    /// <summary>Throws the draft away; a set that never decided goes with it.</summary>
    internal async Task<PolicySetOutcome> DiscardAsync(ConsoleDbContext db, Caller caller, PolicySet set, CancellationToken cancellation)
    {
        if (set.DraftVersion is not { } number) return new PolicySetOutcome.NotNow($"{set.Name} has no draft.");
        var draft = await db.PolicyVersions.SingleAsync(row => row.SetName == set.Name && row.Number == number, cancellation);
        db.PolicyVersions.Remove(draft);
        set.DraftVersion = null;
        // INVARIANT: the sum of the revisions never falls, or a node could take what it holds for what was published since.
        if (set is { LiveVersion: null, Revision: 0 }) db.PolicySets.Remove(set);
        else Touch(set, clock.Instant());
        ledger.Append(db, caller, new PolicyDraftDiscarded(set.Name, draft.Number, draft.Digest));
        return new PolicySetOutcome.Done(set, draft);
    }

    private void MakeLive(Caller caller, PolicySet set, PolicyVersion version)
    {
        var now = clock.Instant();
        (version.PublishedBy, version.PublishedAt, set.LiveVersion) = (caller.Actor, now, version.Number);
        Touch(set, now);
    }

    // INVARIANT: whatever decides or is shadowed changes together with the revision, by which every node sees that it does.
    private static void Touch(PolicySet set, DateTimeOffset now)
    {
        set.Revision++;
        set.Version++;
        set.ChangedAt = now;
    }

    private static Task<PolicyVersion?> NewestAsync(ConsoleDbContext db, string name, CancellationToken cancellation) =>
        db.PolicyVersions.Where(row => row.SetName == name).OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellation);

    private static async Task<PolicyVersion?> LiveAsync(ConsoleDbContext db, PolicySet set, CancellationToken cancellation) =>
        set.LiveVersion is { } number ? await db.PolicyVersions.SingleAsync(row => row.SetName == set.Name && row.Number == number, cancellation) : null;

    private static PolicySetOutcome.Malformed Faulty(string pointer, string code, string message) => new([new(pointer, code, message)]);
}
