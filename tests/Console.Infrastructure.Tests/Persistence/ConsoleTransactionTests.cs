using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Builders;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Persistence;

public sealed class ConsoleTransactionTests
{
    [Theory, EveryDatabase]
    public async Task A_lost_race_is_run_again_from_the_preparation_on(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        int prepared = 0, committed = 0;

        var answer = await console.Transaction.RunAsync(
            () => Task.FromResult(++prepared),
            (db, preparation, _) =>
            {
                Append(console, db, $"attempt-{preparation}");
                return ++committed < 3 ? throw new DbUpdateConcurrencyException("Somebody was faster.") : Task.FromResult(preparation);
            },
            default);

        Assert.Equal((3, 3, 3), (answer, prepared, committed));
        Assert.Equal("test:attempt-3", Assert.Single(await console.WholeLedgerAsync()).Subject);
    }

    [Theory, EveryDatabase]
    public async Task A_race_that_is_lost_every_time_ends_in_busy(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        var attempts = 0;

        var busy = await Assert.ThrowsAsync<BusyException>(() => console.Transaction.RunAsync<int>((db, _) =>
        {
            attempts++;
            Append(console, db, "never");
            throw new DbUpdateConcurrencyException("Somebody was faster.");
        }, default));

        Assert.Equal(PersistenceLimits.AttemptsMax, attempts);
        Assert.IsType<DbUpdateConcurrencyException>(busy.InnerException);
        Assert.Empty(await console.WholeLedgerAsync());
    }

    [Theory, EveryDatabase]
    public async Task Two_rows_under_one_unique_key_are_a_lost_race(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        var agent = A.AgentCaller();
        await console.AddAsync(A.Proposal().By(agent).Under("key-1").Build());
        var attempts = 0;

        var replay = await console.Transaction.RunAsync(async (db, cancellation) =>
        {
            attempts++;
            if (attempts > 1) return await db.Proposals.SingleAsync(proposal => proposal.IdempotencyKey == "key-1", cancellation);
            db.Add(A.Proposal().By(agent).Under("key-1").Build());
            return null;
        }, default);

        Assert.Equal(2, attempts);
        Assert.NotNull(replay);
    }

    [Theory, EveryDatabase]
    public async Task Any_other_failure_reaches_its_caller_at_once_and_leaves_nothing(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        var attempts = 0;

        await Assert.ThrowsAsync<DivideByZeroException>(() => console.Transaction.RunAsync<int>((db, _) =>
        {
            attempts++;
            db.Add(A.Proposal().Build());
            Append(console, db, "never");
            throw new DivideByZeroException();
        }, default));

        Assert.Equal(1, attempts);
        Assert.Empty(await console.WholeLedgerAsync());
        Assert.Equal(0, await console.ReadAsync(db => db.Proposals.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Operations_that_wait_together_share_one_commit_and_a_failing_one_harms_none(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        var writer = await HeldWriter.TakeAsync(console);

        var first = RunAsync("first");
        var throwing = console.Transaction.RunAsync<Guid>(async (db, cancellation) =>
        {
            Append(console, db, "throwing");
            await db.SaveChangesAsync(cancellation);
            throw new DivideByZeroException();
        }, default);
        var second = RunAsync("second");
        var refusedByTheDatabase = console.Transaction.RunAsync((db, _) =>
        {
            Append(console, db, "refused");
            var proposal = A.Proposal().Build();
            db.Add(Grant.Issue(proposal, A.Clearance(proposal), A.Moment));
            return Task.FromResult(Guid.Empty);
        }, default);
        var third = RunAsync("third");
        await writer.ReleaseAsync();

        await Assert.ThrowsAsync<DivideByZeroException>(() => throwing);
        await Assert.ThrowsAsync<DbUpdateException>(() => refusedByTheDatabase);
        Assert.Single(new[] { await first, await second, await third }.Distinct());
        Assert.Equal(["test:first", "test:second", "test:third"], (await console.WholeLedgerAsync()).Select(entry => entry.Subject));

        Task<Guid> RunAsync(string what) => console.Transaction.RunAsync((db, _) =>
        {
            Append(console, db, what);
            return Task.FromResult(db.Database.CurrentTransaction!.TransactionId);
        }, default);
    }

    [Theory, EveryDatabase]
    public async Task Two_hundred_at_once_leave_a_gapless_ledger_whatever_fails_among_them(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(async () =>
        {
            try
            {
                return await console.Transaction.RunAsync(async (db, cancellation) =>
                {
                    db.Add(A.Proposal().Under($"key-{number}").Build());
                    Append(console, db, $"{number}");
                    if (number % 7 == 0) await db.SaveChangesAsync(cancellation);
                    return number % 7 is 0 or 3 ? throw new DivideByZeroException() : $"test:{number}";
                }, default);
            }
            catch (DivideByZeroException)
            {
                return null;
            }
        })));

        var acknowledged = outcomes.OfType<string>().Order().ToList();
        Assert.Equal(200 - 29 - 29, acknowledged.Count);
        Assert.Equal(acknowledged, (await console.WholeLedgerAsync()).Select(entry => entry.Subject).Order());
        Assert.Equal(acknowledged.Count, await console.ReadAsync(db => db.Proposals.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Two_nodes_write_one_gapless_ledger(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await TestConsole.StartAsync(database);
        await using var other = await TestConsole.StartAsync(database);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Task.Run(() =>
            (number % 2 == 0 ? one : other).HappenAsync(new Happened($"{number}")))));

        Assert.Equal(60, (await one.WholeLedgerAsync()).Count);
    }

    [Theory, EveryDatabase]
    public async Task An_operation_that_is_cancelled_while_it_waits_is_never_run(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        var writer = await HeldWriter.TakeAsync(console);
        using var leave = new CancellationTokenSource();
        var hasRun = false;

        var left = console.Transaction.RunAsync((_, _) => Task.FromResult(hasRun = true), leave.Token);
        await leave.CancelAsync();
        await writer.ReleaseAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await console.HappenAsync(new Happened("afterwards"));
        Assert.False(hasRun);
    }

    [Fact]
    public async Task When_too_many_wait_the_next_one_hears_busy_at_once()
    {
        await using var console = await TestConsole.StartAsync(DatabaseProvider.Sqlite);
        var writer = await HeldWriter.TakeAsync(console);
        using var leave = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, PersistenceLimits.WaitingMax)
            .Select(_ => console.Transaction.RunAsync((_, _) => Task.FromResult(0), leave.Token)).ToList();

        await Assert.ThrowsAsync<BusyException>(() => console.Transaction.RunAsync((_, _) => Task.FromResult(0), default));

        await leave.CancelAsync();
        await writer.ReleaseAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
    }

    [Theory, EveryDatabase]
    public async Task Of_eight_concurrent_guarded_updates_exactly_one_wins(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        var proposal = A.Proposal().Build();
        await console.AddAsync(proposal);
        using var together = new Barrier(8);

        var changed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() => console.ReadAsync(db =>
        {
            together.SignalAndWait();
            return db.Proposals.Where(row => row.Id == proposal.Id && row.Version == 1).ExecuteUpdateAsync(row =>
                row.SetProperty(each => each.Status, ProposalStatus.Rejected).SetProperty(each => each.Version, 2));
        }), default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1], changed.Order());
    }

    [Theory, EveryDatabase]
    public async Task Of_eight_decisions_on_two_nodes_exactly_one_is_taken_and_the_others_see_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = await TestConsole.StartAsync(database);
        await using var other = await TestConsole.StartAsync(database);
        var proposal = A.Proposal().Build();
        await one.AddAsync(proposal);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
        {
            var node = number % 2 == 0 ? one : other;
            return node.Transaction.RunAsync(async (db, cancellation) =>
            {
                var read = await db.Proposals.SingleAsync(row => row.Id == proposal.Id, cancellation);
                if (!read.TryTake(ProposalVerb.Reject, A.Moment)) return false;
                Append(node, db, $"rejected-by-{number}");
                return true;
            }, default);
        })));

        Assert.Single(taken, won => won);
        Assert.Single(await one.WholeLedgerAsync());
        Assert.Equal(2, await one.ReadAsync(db => db.Proposals.Select(row => row.Version).SingleAsync()));
    }

    [Theory, EveryDatabase]
    public async Task The_ledger_cannot_be_written_outside_of_a_transaction_also_not_with_a_context_that_was_in_one(DatabaseProvider provider)
    {
        await using var console = await TestConsole.StartAsync(provider);
        await console.HappenAsync(new Happened("one"));

        for (var context = 0; context < 3; context++)
            await Assert.ThrowsAsync<InvalidOperationException>(() => console.ReadAsync(db =>
            {
                Append(console, db, "two");
                return db.SaveChangesAsync();
            }));

        Assert.Single(await console.WholeLedgerAsync());
    }

    [Fact]
    public async Task A_console_that_has_stopped_hears_busy_instead_of_waiting_for_ever()
    {
        var console = await TestConsole.StartAsync(DatabaseProvider.Sqlite);
        var transaction = console.Transaction;
        await console.DisposeAsync();

        await Assert.ThrowsAsync<BusyException>(() => transaction.RunAsync((_, _) => Task.FromResult(0), default));
    }

    private static void Append(TestConsole console, ConsoleDbContext db, string what) =>
        console.Ledger.Append(db, new Caller.Server(), new Happened(what));

    /// <summary>Keeps the writer busy, so that what is started meanwhile waits together.</summary>
    private sealed class HeldWriter(TaskCompletionSource gate, Task holding)
    {
        public static async Task<HeldWriter> TakeAsync(TestConsole console)
        {
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var holding = console.Transaction.RunAsync(async (_, _) =>
            {
                taken.SetResult();
                await gate.Task;
                return 0;
            }, default);
            await taken.Task;
            return new(gate, holding);
        }

        public Task ReleaseAsync()
        {
            gate.SetResult();
            return holding;
        }
    }
}
