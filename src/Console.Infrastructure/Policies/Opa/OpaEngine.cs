using System.Globalization;
using AgentConsole.Domain;
using AgentConsole.Domain.Policies;
using AgentConsole.Infrastructure.Deliveries.Guard;
using AgentConsole.Infrastructure.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentConsole.Infrastructure.Policies.Opa;

/// <summary>Asks the Open Policy Agent that the operator configured. No answer in time, or none that is understood, is a no.</summary>
public sealed partial class OpaEngine(
    OpaOptions options, [FromKeyedServices(WayOut.Engines)] GuardedHttp http, TimeProvider clock, ILogger<OpaEngine> logger)
{
    private readonly Lock _gate = new();
    private readonly long _began = clock.GetTimestamp();
    private CircuitBreaker _breaker = new(OpaLimits.BreakerFailuresMax, TimeSpan.FromSeconds(OpaLimits.BreakerOpenSeconds));

    public bool IsAsked => options.IsAsked;

    public BreakerState Breaker
    {
        get { lock (_gate) return _breaker.StateAt(Now); }
    }

    private TimeSpan Now => clock.GetElapsedTime(_began);

    internal async Task<EngineRuling> AskAsync(PolicyQuestion question, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        using var span = Signals.AskOutside();
        var ruling = await AskUntimedAsync(question, cancellation) with { Took = clock.GetElapsedTime(started) };
        Signals.AskedOutside(span, ruling.Answer.Code ?? WireName.Of(ruling.Answer.Kind), ruling.Took);
        return ruling;
    }

    private async Task<EngineRuling> AskUntimedAsync(PolicyQuestion question, CancellationToken cancellation)
    {
        if (Enter() is not { } isTrial) return OpaDenials.Unavailable("OPA did not answer several times in a row and is left alone for a while.");

        GuardedOutcome? outcome = null;
        try
        {
            outcome = await http.SendAsync(Message(question), cancellation);
        }
        finally
        {
            Leave(isTrial, outcome);
        }

        return RulingOf(question, outcome);
    }

    private EngineRuling RulingOf(PolicyQuestion question, GuardedOutcome outcome)
    {
        switch (outcome)
        {
            case GuardedOutcome.Answered answered when IsAway(answered):
                LogAway(answered.HttpStatus);
                return OpaDenials.Unavailable(string.Create(CultureInfo.InvariantCulture, $"HTTP {answered.HttpStatus}."));
            case GuardedOutcome.Answered { IsTruncated: true }:
                LogTooLarge();
                return OpaDenials.Unusable("The answer is too large.");
            case GuardedOutcome.Answered answered:
                var ruling = new OpaReader(question, options.BundleName).Read(answered.HttpStatus, answered.Body);
                if (ruling.Errors.Count > 0) LogUnusable(answered.HttpStatus, ruling.Answer.Code, ruling.OutsideId);
                return ruling;
            case GuardedOutcome.TimedOut:
                LogTimedOut(options.TimeoutMs);
                return OpaDenials.Unavailable(string.Create(CultureInfo.InvariantCulture, $"No answer within {options.TimeoutMs} ms."));
            case GuardedOutcome.Unreachable unreachable:
                LogUnreachable(unreachable.Why);
                return OpaDenials.Unavailable("It cannot be reached.");
            case GuardedOutcome.Refused refused:
                LogRefused(refused.Fault.Code);
                return OpaDenials.Unusable("Its address is none that may be reached.");
            default:
                throw new InvalidOperationException($"{outcome} is no way in which an exchange ends.");
        }
    }

    private GuardedMessage Message(PolicyQuestion question) => new(HttpMethod.Post, options.Address.AbsoluteUri)
    {
        Body = OpaInput.BodyOf(question),
        Headers = options.Token.Length > 0 ? [new("Authorization", "Bearer " + options.Token)] : [],
        Timeout = TimeSpan.FromMilliseconds(options.TimeoutMs),
    };

    private bool? Enter()
    {
        lock (_gate)
        {
            if (_breaker.Enter(Now) is not { } pass) return null;
            _breaker = pass.Breaker;
            return pass.IsTrial;
        }
    }

    private void Leave(bool isTrial, GuardedOutcome? outcome)
    {
        BreakerState before, after;
        lock (_gate)
        {
            before = _breaker.StateAt(Now);
            _breaker = outcome switch
            {
                null => _breaker.BrokenOff(isTrial),
                GuardedOutcome.TimedOut or GuardedOutcome.Unreachable => _breaker.Failed(isTrial, Now),
                GuardedOutcome.Answered answered when IsAway(answered) => _breaker.Failed(isTrial, Now),
                // What OPA cannot evaluate is one proposal's trouble: an agent must not be able to shut the door for all.
                _ => _breaker.Succeeded(isTrial),
            };
            after = _breaker.StateAt(Now);
        }

        if (after != before) LogBreaker(WireName.Of(after));
    }

    // What stands between says that OPA is not there; OPA itself never answers so.
    private static bool IsAway(GuardedOutcome.Answered answered) => answered.HttpStatus is 429 or 502 or 503 or 504;
}
