using AgentConsole.Domain.Access;
using AgentConsole.Infrastructure.Persistence;
using Microsoft.AspNetCore.Identity;

namespace AgentConsole.Infrastructure.Access;

/// <summary>
/// Hashes and checks passwords, which is slow on purpose: a bounded number at a time, so that a flood of guesses takes
/// neither all processors nor the writer with it.
/// </summary>
public sealed class PasswordDesk(IPasswordHasher<Person> hasher) : IDisposable
{
    // Longer than any password may be in any script; hashing more would be work for nothing.
    private const int TypedLengthMax = AccessLimits.PasswordLengthMax * 2;

    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> _nobodysHash = new(() => hasher.HashPassword(new Person(), "somebody who is not here"));
    private int _waiting;

    public Task<string> HashAsync(ShownOnce password, CancellationToken cancellation) =>
        RunAsync(() => hasher.HashPassword(new Person(), password.Reveal()), cancellation);

    /// <summary>Takes as long for a person who is not here as for one who is.</summary>
    public Task<PasswordVerificationResult> CheckAsync(string? hash, ShownOnce typed, CancellationToken cancellation) => RunAsync(() =>
    {
        var password = typed.Reveal();
        if (password.Length > TypedLengthMax) return PasswordVerificationResult.Failed;
        var result = hasher.VerifyHashedPassword(new Person(), hash ?? _nobodysHash.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }, cancellation);

    public void Dispose() => _places.Dispose();

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > AccessLimits.PasswordChecksWaitingMax)
        {
            Interlocked.Decrement(ref _waiting);
            throw new BusyException("Too many passwords are being checked.");
        }

        try
        {
            await _places.WaitAsync(cancellation);
            try
            {
                return await Task.Run(work, cancellation);
            }
            finally
            {
                _places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
