using System.Web;
using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Access;

public sealed class SecondFactorTests
{
    private const string Email = "ana@example.com";

    [Theory]
    [EveryDatabase]
    public async Task Once_it_is_on_a_password_needs_a_code_and_a_code_works_once(DatabaseProvider provider)
    {
        await using var console = await AccessConsole.StartAsync(provider);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        var (key, _) = await TurnOnAsync(console, person);
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = CodeNow(console, key);

        var first = await StartAsync(console);
        Assert.IsType<SignInOutcome.Refused>(await FinishAsync(console, first, "000000"));
        Assert.IsType<SignInOutcome.Admitted>(await FinishAsync(console, first, code));
        Assert.IsType<SignInOutcome.Refused>(await FinishAsync(console, await StartAsync(console), code));
    }

    [Fact]
    public async Task One_of_many_who_use_the_same_code_at_once_gets_in()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        var (key, _) = await TurnOnAsync(console, person);
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        var (step, code) = (await StartAsync(console), CodeNow(console, key));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => FinishAsync(console, step, code))));

        Assert.Single(outcomes.OfType<SignInOutcome.Admitted>());
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once_however_it_is_typed()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        var (_, codes) = await TurnOnAsync(console, person);
        var typed = codes[3].Reveal().ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal);

        Assert.Equal(AccessLimits.RecoveryCodes, codes.Select(code => code.Reveal()).Distinct().Count());
        Assert.IsType<SignInOutcome.Admitted>(await FinishAsync(console, await StartAsync(console), typed));
        Assert.IsType<SignInOutcome.Refused>(await FinishAsync(console, await StartAsync(console), typed));
        Assert.IsType<SignInOutcome.Admitted>(await FinishAsync(console, await StartAsync(console), codes[4].Reveal()));
        Assert.Equal(2, (await console.WholeLedgerAsync()).Count(entry => entry.Kind == "recovery_code_used"));
    }

    [Fact]
    public async Task New_recovery_codes_end_the_old_ones()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        var (_, old) = await TurnOnAsync(console, person);

        var replaced = Assert.IsType<AccountOutcome.Changed>(
            await console.Get<SecondFactorHandler>().ReplaceCodesAsync(person, CancellationToken.None)).RecoveryCodes;

        Assert.IsType<SignInOutcome.Refused>(await FinishAsync(console, await StartAsync(console), old[0].Reveal()));
        Assert.IsType<SignInOutcome.Admitted>(await FinishAsync(console, await StartAsync(console), replaced[0].Reveal()));
    }

    [Fact]
    public async Task A_wrong_first_code_turns_nothing_on()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        var handler = console.Get<SecondFactorHandler>();
        var offer = await handler.OfferAsync(person, CancellationToken.None);

        var outcome = await handler.TurnOnAsync(person, offer.Sealed, "000000", CancellationToken.None);

        Assert.Equal(AccessRefusal.CodeWrong, Assert.IsType<AccountOutcome.Refused>(outcome).Why);
        Assert.IsType<SignInOutcome.Admitted>(await SignInAsync(console));
        Assert.Equal(offer.KeyText, (await handler.RepeatAsync(person, offer.Sealed, CancellationToken.None))!.KeyText);
    }

    [Fact]
    public async Task An_offer_to_one_person_is_none_to_another()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        var other = await console.AddPersonAsync("other@example.com", Role.Reviewer);
        var offer = await console.Get<SecondFactorHandler>().OfferAsync(person, CancellationToken.None);

        Assert.Null(await console.Get<SecondFactorHandler>().RepeatAsync(other, offer.Sealed, CancellationToken.None));
    }

    [Fact]
    public async Task Only_oneself_or_an_admin_turns_it_off()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var admin = await console.AddPersonAsync("root@example.com", Role.Admin);
        var other = await console.AddPersonAsync("other@example.com", Role.Reviewer, Role.Security);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        await TurnOnAsync(console, person);
        var handler = console.Get<SecondFactorHandler>();

        Assert.Equal(AccessRefusal.RoleMissing,
            Assert.IsType<AccountOutcome.Refused>(await handler.TurnOffAsync(other, person.Id, CancellationToken.None)).Why);
        Assert.IsType<AccountOutcome.Changed>(await handler.TurnOffAsync(admin, person.Id, CancellationToken.None));
        Assert.IsType<SignInOutcome.Admitted>(await SignInAsync(console));
    }

    [Fact]
    public async Task Wrong_codes_count_like_wrong_passwords()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        var (key, _) = await TurnOnAsync(console, person);
        console.Clock.Advance(TimeSpan.FromMinutes(1));
        var step = await StartAsync(console);
        for (var failure = 0; failure < AccessLimits.SignInFailuresFree; failure++) await FinishAsync(console, step, "000000");

        Assert.IsType<SignInOutcome.Refused>(await FinishAsync(console, step, CodeNow(console, key)));
        console.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.IsType<SignInOutcome.Admitted>(await FinishAsync(console, step, CodeNow(console, key)));
    }

    [Fact]
    public async Task Neither_the_key_nor_a_recovery_code_lies_open_in_the_database()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var person = await console.AddPersonAsync(Email, Role.Reviewer);
        var (key, codes) = await TurnOnAsync(console, person);
        var kept = await console.ReadAsync(db => db.UserTokens.Select(row => row.Value!).SingleAsync());

        Assert.DoesNotContain(Base32.Of(key), kept, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(key), kept, StringComparison.OrdinalIgnoreCase);
        Assert.All(codes, code => Assert.DoesNotContain(code.Reveal(), kept, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_lost_seal_lets_nobody_in_until_the_factor_is_turned_off()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var clock = new FakeClock();
        byte[] key;
        PersonId id;
        await using (var before = await AccessConsole.StartAsync(database, clock))
        {
            var person = await before.AddPersonAsync(Email, Role.Reviewer);
            (id, (key, _)) = (person.Id, await TurnOnAsync(before, person));
            await before.Transaction.RunAsync((db, cancellation) => db.ProtectionKeys.ExecuteDeleteAsync(cancellation), CancellationToken.None);
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        await using var after = await AccessConsole.StartAsync(database, clock);
        Assert.IsType<SignInOutcome.Refused>(await FinishAsync(after, await StartAsync(after), CodeNow(after, key)));

        await after.Get<SecondFactorHandler>().TurnOffAsync(new Caller.Server(), id, CancellationToken.None);
        Assert.IsType<SignInOutcome.Admitted>(await SignInAsync(after));
    }

    private static async Task<(byte[] Key, IReadOnlyList<ShownOnce> Codes)> TurnOnAsync(TestConsole console, Caller.Person person)
    {
        var handler = console.Get<SecondFactorHandler>();
        var offer = await handler.OfferAsync(person, CancellationToken.None);
        var key = FromBase32(HttpUtility.ParseQueryString(new Uri(offer.Link).Query)["secret"]!);
        var changed = Assert.IsType<AccountOutcome.Changed>(
            await handler.TurnOnAsync(person, offer.Sealed, CodeNow(console, key), CancellationToken.None));
        return (key, changed.RecoveryCodes);
    }

    private static string CodeNow(TestConsole console, byte[] key) => Totp.CodeAt(key, Totp.StepAt(console.Clock.GetUtcNow()));

    private static Task<SignInOutcome> SignInAsync(TestConsole console) =>
        console.Get<SignInHandler>().HandleAsync(new(Email, AccessConsole.Password), CancellationToken.None);

    private static async Task<SignInOutcome.SecondFactorNeeded> StartAsync(TestConsole console) =>
        Assert.IsType<SignInOutcome.SecondFactorNeeded>(await SignInAsync(console));

    private static Task<SignInOutcome> FinishAsync(TestConsole console, SignInOutcome.SecondFactorNeeded step, string code) =>
        console.Get<SignInCodeHandler>().HandleAsync(new(step.Person, step.SecurityStamp, code), CancellationToken.None);

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(sign => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }
}
