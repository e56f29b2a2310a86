using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Incidents;
using AgentConsole.Domain.Incidents.Tickets;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Agents;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Incidents;

/// <summary>Does to an incident what a person wants, if it may be done and was not changed meanwhile.</summary>
public sealed class ChangeIncidentHandler(ConsoleTransaction transaction, LedgerWriter ledger, TimeProvider clock)
{
    public async Task<IncidentOutcome> HandleAsync(ChangeIncident command, CancellationToken cancellation)
    {
        var needs = NeededFor(command.Change);
        if (!command.Caller.May(needs)) return new IncidentOutcome.RoleMissing(needs);
        if (FaultsOf(command.Change, clock.Instant()).ToList() is { Count: > 0 } faults) return new IncidentOutcome.Malformed(faults);
        return await transaction.RunAsync(CommitAsync, cancellation);

        async Task<IncidentOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            if (await db.Incidents.SingleOrDefaultAsync(row => row.Id == command.Id, inner) is not { } incident) return new IncidentOutcome.NotFound();
            if (!await AgentRights.ReachAsync(db, command.Caller, needs, incident.Agent, inner) && needs != Permission.ReportFailures) return new IncidentOutcome.NotYourAgent();
            if (command.VersionSeen is { } seen && seen != incident.Version) return new IncidentOutcome.Changed(incident.Version);
            return await TakeAsync(db, command.Caller, incident, command.Change, inner);
        }
    }

    // Whoever may report a failure may also add to what is known of it, of whichever agent.
    private static Permission NeededFor(IncidentChange change) => change is IncidentChange.Note ? Permission.ReportFailures : Permission.HandleIncidents;

    private Task<IncidentOutcome> TakeAsync(ConsoleDbContext db, Caller caller, Incident incident, IncidentChange change, CancellationToken cancellation) => change switch
    {
        IncidentChange.Describe describe => DescribeAsync(db, caller, incident, describe, cancellation),
        IncidentChange.Note note => Task.FromResult(Note(db, caller, incident, note)),
        IncidentChange.AddFollowUp added => Task.FromResult(AddFollowUp(db, caller, incident, added)),
        IncidentChange.FinishFollowUp finished => FinishAsync(db, caller, incident, finished, cancellation),
        IncidentChange.AnswerReview answers => AnswerAsync(db, caller, incident, answers, cancellation),
        IncidentChange.Close close => CloseAsync(db, caller, incident, close, cancellation),
        IncidentChange.Reopen reopen => Task.FromResult(Reopen(db, caller, incident, reopen)),
        IncidentChange.WritePostmortem written => Task.FromResult(WritePostmortem(db, caller, incident, written)),
        IncidentChange.OrderTicket ordered => OrderTicketAsync(db, caller, incident, ordered, cancellation),
        _ => throw new InvalidOperationException($"Nothing is done by {change}."),
    };

    private async Task<IncidentOutcome> DescribeAsync(ConsoleDbContext db, Caller caller, Incident incident, IncidentChange.Describe wanted, CancellationToken cancellation)
    {
        var (before, now) = (incident.State, clock.Instant());
        if (wanted.Owner is { Person: { } owner } && owner != incident.OwnerId && !await db.Users.AnyAsync(person => person.Id == owner.Value && !person.IsDisabled, cancellation))
            return new IncidentOutcome.Malformed([new("/owner", "person_unknown", "There is no such person.")]);
        if (wanted.State is { } state && state != before && (IncidentTransitions.VerbTo(state) is not { } verb || before == IncidentState.Closed || !incident.TryTake(verb, now)))
            return new IncidentOutcome.WrongState(before);
        incident.Describe(wanted.Title?.Trim() ?? incident.Title, wanted.Severity ?? incident.Severity, wanted.Owner is { } wish ? wish.Person : incident.OwnerId, now);
        return Done(db, caller, incident, new IncidentChanged(incident, before));
    }

    private IncidentOutcome Note(ConsoleDbContext db, Caller caller, Incident incident, IncidentChange.Note wanted)
    {
        if (incident.Notes >= IncidentLimits.NotesMax) return new IncidentOutcome.TooMany("notes", IncidentLimits.NotesMax);
        var now = clock.Instant();
        var note = new IncidentNote
        {
            IncidentId = incident.Id,
            Number = incident.NextNote(now),
            Text = wanted.Text.Trim(),
            By = caller.Actor,
            At = now,
        };
        db.IncidentNotes.Add(note);
        return Done(db, caller, incident, new IncidentNoted(note));
    }

    private IncidentOutcome AddFollowUp(ConsoleDbContext db, Caller caller, Incident incident, IncidentChange.AddFollowUp wanted)
    {
        if (incident.FollowUps >= IncidentLimits.FollowUpsMax) return new IncidentOutcome.TooMany("follow-ups", IncidentLimits.FollowUpsMax);
        var now = clock.Instant();
        var added = new FollowUp
        {
            IncidentId = incident.Id,
            Number = incident.NextFollowUp(now),
            Text = wanted.Text.Trim(),
            Owner = wanted.Owner.Trim(),
            DueOn = wanted.DueOn,
            AddedAt = now,
        };
        db.FollowUps.Add(added);
        return Done(db, caller, incident, new FollowUpAdded(added));
    }

    private async Task<IncidentOutcome> FinishAsync(ConsoleDbContext db, Caller caller, Incident incident, IncidentChange.FinishFollowUp wanted, CancellationToken cancellation)
    {
        if (await db.FollowUps.SingleOrDefaultAsync(row => row.IncidentId == incident.Id && row.Number == wanted.Number, cancellation) is not { } one)
            return new IncidentOutcome.NotFound("follow-up");
        var now = clock.Instant();
        if (!one.TryFinish(now)) return new IncidentOutcome.Done(incident.Id);
        incident.Touch(now);
        return Done(db, caller, incident, new FollowUpFinished(incident.Id, one.Number));
    }

    private async Task<IncidentOutcome> AnswerAsync(ConsoleDbContext db, Caller caller, Incident incident, IncidentChange.AnswerReview wanted, CancellationToken cancellation)
    {
        // What an incident was closed on stays as it was.
        if (incident.IsClosed) return new IncidentOutcome.WrongState(incident.State);
        var now = clock.Instant();
        var review = await db.AccessReviews.SingleOrDefaultAsync(row => row.IncidentId == incident.Id, cancellation);
        if (review is null) db.AccessReviews.Add(review = new() { IncidentId = incident.Id });
        review.Answer(wanted.Had.Trim(), wanted.Used.Trim(), wanted.Excess.Trim(), caller.Actor, now);
        incident.Touch(now);
        return Done(db, caller, incident, new AccessReviewAnswered(review));
    }

    private async Task<IncidentOutcome> CloseAsync(ConsoleDbContext db, Caller caller, Incident incident, IncidentChange.Close wanted, CancellationToken cancellation)
    {
        if (incident.IsClosed) return new IncidentOutcome.WrongState(incident.State);
        var now = clock.Instant();
        if (await PolicyFaultsAsync(db, incident, wanted.Grounds, cancellation) is { Count: > 0 } faults) return new IncidentOutcome.Malformed(faults);
        var review = await db.AccessReviews.AsNoTracking().SingleOrDefaultAsync(row => row.IncidentId == incident.Id, cancellation);
        var first = incident.Grounds + 1;
        var grounds = wanted.Grounds.Select((wish, at) => wish.ToGround(incident.Id, first + at, caller.Actor, now)).ToList();
        if (CloseCheck.Missing(review, grounds, now) is { Count: > 0 } gaps) return new IncidentOutcome.Incomplete(gaps);
        if (incident.Grounds + grounds.Count > IncidentLimits.GroundsMax * IncidentLimits.BundleVersionsMax) return new IncidentOutcome.TooMany("grounds", IncidentLimits.GroundsMax);
        if (!incident.TryClose(review, grounds, now)) return new IncidentOutcome.WrongState(incident.State);
        foreach (var ground in grounds)
        {
            incident.NextGround(now);
            db.CloseGrounds.Add(ground);
        }

        return Done(db, caller, incident, new IncidentClosed(incident.Id, grounds));
    }

    // A version that was live before it happened did not keep it from happening, and one that nobody published changes nothing.
    private static async Task<IReadOnlyList<Fault>> PolicyFaultsAsync(ConsoleDbContext db, Incident incident, IReadOnlyList<GroundWish> grounds, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        foreach (var (at, wish) in grounds.Index().Where(one => one.Item.Kind == GroundKind.PolicyVersion))
        {
            var published = await db.PolicyVersions.AsNoTracking().Where(row => row.SetName == wish.What && row.Number == wish.PolicyVersion)
                .Select(row => new { row.PublishedAt }).SingleOrDefaultAsync(cancellation);
            var pointer = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/grounds/{at}");
            if (published is null) faults.Add(new(pointer, "policy_version_unknown", "There is no such version of a policy set."));
            else if (published.PublishedAt is not { } when || when < incident.OpenedAt) faults.Add(new(pointer, "policy_version_unchanged", "This version was not published since the incident was opened."));
        }

        return faults;
    }

    private IncidentOutcome Reopen(ConsoleDbContext db, Caller caller, Incident incident, IncidentChange.Reopen wanted) =>
        incident.TryTake(IncidentVerb.Reopen, clock.Instant())
            ? Done(db, caller, incident, new IncidentReopened(incident.Id, wanted.Reason.Trim()))
            : new IncidentOutcome.WrongState(incident.State);

    private IncidentOutcome WritePostmortem(ConsoleDbContext db, Caller caller, Incident incident, IncidentChange.WritePostmortem wanted)
    {
        if (wanted.Seen is { } seen && seen != (incident.Postmortem ?? "")) return new IncidentOutcome.PostmortemChanged();
        incident.WritePostmortem(wanted.Text, clock.Instant());
        return Done(db, caller, incident, new PostmortemWritten(incident.Id, wanted.Text));
    }

    private async Task<IncidentOutcome> OrderTicketAsync(ConsoleDbContext db, Caller caller, Incident incident, IncidentChange.OrderTicket wanted, CancellationToken cancellation)
    {
        if (await db.TicketTargets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == wanted.Target && !row.IsDisabled, cancellation) is not { } target)
            return new IncidentOutcome.NotFound("ticket target");
        // It has one there, or one is on its way: sending that again is the delivery's matter.
        if (await db.IncidentTickets.AnyAsync(row => row.IncidentId == incident.Id && row.TargetId == wanted.Target, cancellation)) return new IncidentOutcome.Done(incident.Id);
        if (await db.IncidentTickets.CountAsync(row => row.IncidentId == incident.Id, cancellation) >= IncidentLimits.TicketsMax) return new IncidentOutcome.TooMany("tickets", IncidentLimits.TicketsMax);
        var now = clock.Instant();
        var ticket = db.OrderTicket(incident, target, now);
        incident.Touch(now);
        return Done(db, caller, incident, new TicketOrdered(ticket));
    }

    private IncidentOutcome.Done Done(ConsoleDbContext db, Caller caller, Incident incident, LedgerRecord record)
    {
        ledger.Append(db, caller, record);
        return new(incident.Id);
    }

    private static IEnumerable<Fault> FaultsOf(IncidentChange change, DateTimeOffset now) => change switch
    {
        IncidentChange.Describe { Title: { } title } => title.Trim().Length == 0 ? [new("/title", "required", "Say something.")] : IncidentFaults.OfTitle(title),
        IncidentChange.Describe => [],
        IncidentChange.Note note => IncidentFaults.OfText("/text", note.Text, IncidentLimits.NoteLengthMax),
        IncidentChange.AddFollowUp added =>
        [
            .. IncidentFaults.OfText("/text", added.Text, IncidentLimits.FollowUpLengthMax),
            .. IncidentFaults.OfText("/owner", added.Owner, IncidentLimits.OwnerLengthMax),
            .. IncidentFaults.OfDue(added.DueOn, now),
        ],
        IncidentChange.AnswerReview review =>
        [
            .. IncidentFaults.OfText("/had", review.Had, IncidentLimits.AnswerLengthMax),
            .. IncidentFaults.OfText("/used", review.Used, IncidentLimits.AnswerLengthMax),
            .. IncidentFaults.OfText("/excess", review.Excess, IncidentLimits.AnswerLengthMax),
        ],
        IncidentChange.Close close => close.Grounds.Count > IncidentLimits.GroundsMax
            ? [new("/grounds", "too_many", $"At most {IncidentLimits.GroundsMax} grounds.")]
            : close.Grounds.SelectMany((ground, at) => ground.Faults(at, now)),
        IncidentChange.Reopen reopen => IncidentFaults.OfText("/reason", reopen.Reason, IncidentLimits.ReasonLengthMax),
        IncidentChange.WritePostmortem written => IncidentFaults.OfText("/text", written.Text, IncidentLimits.PostmortemLengthMax),
        IncidentChange.FinishFollowUp or IncidentChange.OrderTicket => [],
        _ => throw new InvalidOperationException($"Nothing is done by {change}."),
    };
}
