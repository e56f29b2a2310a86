using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using AgentConsole.Domain;
using AgentConsole.Domain.Access;
using AgentConsole.Domain.Ledger;
using AgentConsole.Infrastructure.Ledger;
using AgentConsole.Web.Access;
using AgentConsole.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AgentConsole.Web.Ledger;

/// <summary>The end of the chain, with a check of all of it and a signature to take along.</summary>
public sealed partial class ChainPanel : IDisposable
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    private readonly CancellationTokenSource _left = new();
    private LedgerVerdict? _verdict;
    private DateTimeOffset? _at;
    private string _took = "";
    private string? _signed;
    private string? _fault;
    private bool _isVerifying;

    [Inject] public required CurrentCaller Callers { get; init; }

    [Inject] public required LedgerVerifier Verifier { get; init; }

    [Inject] public required LedgerSigner Signer { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required ILogger<ChainPanel> Logger { get; init; }

    [Parameter, EditorRequired] public LedgerHead? Head { get; set; }

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    private static string HashOf(LedgerHead head) => Base64Url.EncodeToString(head.Hash);

    private async Task VerifyAsync()
    {
        var left = _left.Token;
        if (!await MayAsync(left)) return;
        (_isVerifying, _verdict, _fault) = (true, null, null);
        var began = Clock.GetTimestamp();
        try
        {
            // Hashing a long ledger is work: not on the circuit's own thread.
            _verdict = await Task.Run(() => Verifier.VerifyStoreAsync(left), left);
            _took = Span(Clock.GetElapsedTime(began));
            _at = Clock.Instant();
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The reader has left.
        }
#pragma warning disable CA1031 // Whatever the reason, the page must not call a ledger whole that nobody could check.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _fault = FaultReference.New(Clock);
            LogFailed(Logger, failure, _fault);
        }
        finally
        {
            _isVerifying = false;
        }
    }

    private async Task SignAsync()
    {
        var left = _left.Token;
        if (await MayAsync(left)) _signed = JsonSerializer.Serialize(await Signer.SignAsync(left), Form);
    }

    // The page that this stands on shows that it is over as soon as it hears of it.
    private async Task<bool> MayAsync(CancellationToken cancellation) =>
        await Callers.FindAsync(cancellation) is { } caller && caller.May(Permission.ReadLedger);

    private static string Erased(PersonalTally? personal) => personal switch
    {
        null or { Erased: 0 } => "",
        { Erased: 1 } => ", 1 personal value was erased",
        _ => string.Create(CultureInfo.InvariantCulture, $", {personal.Erased:N0} personal values were erased"),
    };

    private static string Span(TimeSpan took) => took.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s");

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger could not be verified (reference {Reference})")]
    private static partial void LogFailed(ILogger logger, Exception failure, string reference);
}
