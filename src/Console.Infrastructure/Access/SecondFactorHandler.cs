using System.Security.Cryptography;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgentConsole.Infrastructure.Access;

/// <summary>Turns a person's second factor on and off, and replaces its recovery codes.</summary>
public sealed class SecondFactorHandler(
    ConsoleTransaction transaction, IDbContextFactory<ConsoleDbContext> contexts, LedgerWriter ledger, SecretMint mint,
    IDataProtectionProvider protection, Standings standings, TimeProvider clock)
{
    private const string Issuer = "AgentConsole";
    private const string OfferPurpose = "AgentConsole.SecondFactorOffer.v1";

    public async Task<SecondFactorOffer> OfferAsync(Caller.Person caller, CancellationToken cancellation)
    {
        var person = await standings.OfPersonAsync(caller.Id, cancellation);
        var key = mint.Bytes(Totp.KeyBytes);
        return Describe(caller.Id, person!.Email, key);
    }

    /// <summary>The same offer again after a wrong code; null for a text that is no offer to this person.</summary>
    public async Task<SecondFactorOffer?> RepeatAsync(Caller.Person caller, string offer, CancellationToken cancellation)
    {
        var person = await standings.OfPersonAsync(caller.Id, cancellation);
        return KeyOf(caller.Id, offer) is { } key ? Describe(caller.Id, person!.Email, key) : null;
    }

    public async Task<AccountOutcome> TurnOnAsync(Caller.Person caller, string offer, string code, CancellationToken cancellation)
    {
        if (KeyOf(caller.Id, offer) is not { } key) return Refused(AccessRefusal.LinkInvalid);
        if (Totp.StepOf(key, code, clock.GetUtcNow(), lastUsedStep: 0) is not { } step) return Refused(AccessRefusal.CodeWrong);

        var codes = NewCodes();
        var kept = Seal(caller.Id, new(key, step, Hashes(codes)));
        return await ChangeAsync(caller, caller.Id, kept, isOn: true, codes, new SecondFactorTurnedOn(caller.Id), cancellation);
    }

    /// <summary>For oneself, or for somebody who lost the app and the codes, by whoever manages people.</summary>
    public async Task<AccountOutcome> TurnOffAsync(Caller caller, PersonId person, CancellationToken cancellation) =>
        caller.IsPerson(person) || caller.May(Permission.ManagePeople)
            ? await ChangeAsync(caller, person, kept: null, isOn: false, [], new SecondFactorTurnedOff(person), cancellation)
            : Refused(AccessRefusal.RoleMissing);

    public async Task<AccountOutcome> ReplaceCodesAsync(Caller.Person caller, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.FindSecondFactorAsync(caller.Id.Value, cancellation) is not { Value: { } present }) return Refused(AccessRefusal.SecondFactorMissing);

        if (SecondFactor.Open(protection, caller.Id, present) is not { } factor) return Refused(AccessRefusal.SecondFactorMissing);
        var codes = NewCodes();
        return await ChangeAsync(caller, caller.Id, Seal(caller.Id, factor with { RecoveryHashes = Hashes(codes) }), isOn: true, codes, new RecoveryCodesReplaced(caller.Id), cancellation);
    }

    private async Task<AccountOutcome> ChangeAsync(
        Caller caller, PersonId id, string? kept, bool isOn, IReadOnlyList<ShownOnce> codes, LedgerRecord record, CancellationToken cancellation)
    {
        var outcome = await transaction.RunAsync(CommitAsync, cancellation);
        standings.ForgetPeople();
        return outcome;

        async Task<AccountOutcome> CommitAsync(ConsoleDbContext db, CancellationToken inner)
        {
            var person = await db.Users.SingleOrDefaultAsync(person => person.Id == id.Value, inner);
            if (person is null) return Refused(AccessRefusal.UnknownPerson);
            if (!isOn && !person.TwoFactorEnabled) return Refused(AccessRefusal.SecondFactorMissing);

            var row = await db.FindSecondFactorAsync(person.Id, inner);
            if (row is not null && kept is null) db.UserTokens.Remove(row);
            else if (row is not null) row.Value = kept;
            else if (kept is not null) db.UserTokens.Add(RowOf(person.Id, kept));
            person.TwoFactorEnabled = isOn;
            person.SecurityStamp = mint.Stamp();
            ledger.Append(db, caller, record);
            return new AccountOutcome.Changed(await db.StandingOfAsync(person, inner), codes);
        }
    }

    private static IdentityUserToken<Guid> RowOf(Guid person, string kept) =>
        new() { UserId = person, LoginProvider = SecondFactor.Provider, Name = SecondFactor.Name, Value = kept };

    private SecondFactorOffer Describe(PersonId person, string email, byte[] key) =>
        new(Convert.ToBase64String(OfferSeal(person).Protect(key)), Base32.Of(key), Totp.LinkOf(key, email, Issuer));

    private byte[]? KeyOf(PersonId person, string offer)
    {
        try
        {
            return OfferSeal(person).Unprotect(Convert.FromBase64String(offer));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector OfferSeal(PersonId person) => protection.CreateProtector(OfferPurpose, person.ToString());

    private string Seal(PersonId person, SecondFactor factor) => factor.Seal(protection, person);

    private List<ShownOnce> NewCodes() => [.. Enumerable.Range(0, AccessLimits.RecoveryCodes).Select(_ => mint.RecoveryCode())];

    private static List<byte[]> Hashes(IEnumerable<ShownOnce> codes) => [.. codes.Select(code => SecondFactor.HashOf(code.Reveal()))];

    private static AccountOutcome.Refused Refused(AccessRefusal why) => new(why);
}
