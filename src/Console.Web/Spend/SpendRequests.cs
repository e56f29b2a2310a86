using System.Text;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Proposals;
using AgentConsole.Domain.Spend;
using AgentConsole.Infrastructure.Spend;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgentConsole.Web.Spend;

/// <summary>Reads what is said of money into commands, or says how to answer it.</summary>
internal static class SpendRequests
{
    public static (ReserveSpend? Command, IResult? Refusal) Reserve(JsonElement body, Caller.Agent caller, string run, string? key)
    {
        if (DigestOf(body, run, out var refusal) is not { } digest) return (null, refusal);
        var members = new MemberReader(body);
        var (amount, wrongCurrency) = MoneyIn(members, "estimate");
        var model = members.Text("model", SpendLimits.ModelNameLengthMax);
        var input = members.Number("input_tokens", 0, (int)SpendLimits.TokensMax);
        var output = members.Number("max_output_tokens", 0, (int)SpendLimits.TokensMax);
        var seconds = members.Number("expires_in_s", 1, SpendLimits.ReservationSecondsMax);
        if (members.Faults.Count == 0 && amount is null && !wrongCurrency && (model is null || input is null || output is null))
            members.Wrong("estimate", "is missing; or say model, input_tokens and max_output_tokens");
        if (members.Faults.Count > 0) return (null, Malformed(members.Faults));
        if (wrongCurrency) return (null, Currency());
        return (new(caller, run, amount, seconds ?? SpendLimits.ReservationSecondsDefault, digest)
        {
            Model = model,
            InputTokens = input,
            OutputTokensMax = output,
            IdempotencyKey = key,
        }, null);
    }

    public static (SettleSpend? Command, IResult? Refusal) Settle(JsonElement body, Caller.Agent caller, string run, ReservationId id)
    {
        if (DigestOf(body, run, out var refusal) is not { } digest) return (null, refusal);
        var members = new MemberReader(body);
        var (cost, wrongCurrency) = MoneyIn(members, "cost");
        var model = members.Text("model", SpendLimits.ModelNameLengthMax);
        var usage = members.Element("usage", JsonValueKind.Object, isRequired: false);
        if (members.Faults.Count == 0 && (cost is not null || wrongCurrency) == usage is not null) members.Wrong("cost", "or 'usage' says what it cost, one of them");
        var tokens = usage is { } given ? new MemberReader(given) : null;
        var (input, cached, output) = (Tokens("input_tokens"), Tokens("cached_tokens"), Tokens("output_tokens"));
        if (tokens is { Faults.Count: 0 } && (input is null || output is null)) members.Wrong("usage", "says input_tokens and output_tokens");
        IReadOnlyList<Fault> faults = [.. members.Faults, .. (tokens?.Faults ?? []).Select(fault => fault with { Pointer = "/usage" + fault.Pointer })];
        if (faults.Count > 0) return (null, Malformed(faults));
        if (wrongCurrency) return (null, Currency());
        return (new(caller, run, id, cost, digest) { Model = model, InputTokens = input, CachedTokens = cached, OutputTokens = output }, null);

        int? Tokens(string name) => tokens?.Number(name, 0, (int)SpendLimits.TokensMax);
    }

    public static (RaiseBudget? Command, IResult? Refusal) Raise(JsonElement body, Caller caller, BudgetId budget)
    {
        var members = new MemberReader(body);
        var per = members.Named<CapPeriod>("per", isRequired: true);
        var (amount, wrongCurrency) = MoneyIn(members, "amount");
        var reason = members.Text("reason", SpendLimits.ReasonLengthMax, isRequired: true);
        var seconds = members.Number("expires_in_s", 1, int.MaxValue);
        if (amount is null && !wrongCurrency && members.Faults.Count == 0) members.Wrong("amount", "is missing");
        if (seconds is null && members.Faults.Count == 0) members.Wrong("expires_in_s", "is missing");
        if (members.Faults.Count > 0) return (null, Malformed(members.Faults));
        return wrongCurrency ? (null, Currency()) : (new(caller, budget, per!.Value, amount!.Value, reason!, seconds!.Value), null);
    }

    /// <summary>What is wrong with an idempotency key that may be left out; null where nothing is.</summary>
    public static string? KeyFault(string? key) => key switch
    {
        null => null,
        "" or { Length: > ProposalLimits.IdempotencyKeyLengthMax } => $"Idempotency-Key has 1 to {ProposalLimits.IdempotencyKeyLengthMax} characters.",
        _ when key.Any(character => character is < ' ' or > '~') => "Idempotency-Key must be printable ASCII.",
        _ => null,
    };

    private static ProblemHttpResult Malformed(IReadOnlyList<Fault> faults) =>
        Problems.OfFaults(StatusCodes.Status400BadRequest, "malformed", "What was said of the money cannot be read.", faults);

    private static ProblemHttpResult Currency() => Problems.Of(StatusCodes.Status422UnprocessableEntity, "currency",
        $"Caps are in {SpendLimits.CapCurrency}; nothing else is counted against them, and nothing is converted.");

    private static (long? Nanos, bool IsWrongCurrency) MoneyIn(MemberReader members, string name)
    {
        if (members.Element(name, JsonValueKind.Object, isRequired: false) is not { } value) return (null, false);
        var money = new MemberReader(value);
        var currency = money.Text("currency", Money.CurrencyLengthMax, isRequired: true);
        long? nanos = null;
        if (money.Faults.Count == 0 && value.TryGetProperty("amount", out var amount)) nanos = NanosIn(amount);
        if (money.Faults.Count > 0 || nanos is null)
        {
            members.Wrong(name, "is {\"amount\":\"12.50\",\"currency\":\"USD\"}, not negative, at most a million and not finer than a billionth");
            return (null, false);
        }

        return currency == SpendLimits.CapCurrency ? (nanos, false) : (null, true);
    }

    private static long? NanosIn(JsonElement amount)
    {
        try
        {
            return Money.NanosIn(amount) is { } nanos and >= 0 and <= SpendLimits.AmountNanosMax ? nanos : null;
        }
        catch (InvalidOperationException)
        {
            // A text that is not well-formed Unicode.
            return null;
        }
    }

    private static string? DigestOf(JsonElement body, string run, out IResult? refusal)
    {
        refusal = null;
        try
        {
            return Digest.OfBytes(Encoding.UTF8.GetBytes($"{run.Length}:{run}{CanonicalJson.Text(body)}"));
        }
        catch (NotCanonicalException fault)
        {
            refusal = RequestBody.Malformed(fault.Pointer, fault.Message);
            return null;
        }
    }
}
