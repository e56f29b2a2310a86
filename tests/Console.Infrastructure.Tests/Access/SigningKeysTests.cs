using System.Security.Cryptography;
using System.Text;
using AgentConsole.Infrastructure.Access;
using AgentConsole.Infrastructure.Persistence;
using AgentConsole.Testing;
using AgentConsole.Testing.Ledger;
using AgentConsole.Testing.Persistence;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace AgentConsole.Infrastructure.Tests.Access;

public sealed class SigningKeysTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("what is signed");

    [Theory]
    [EveryDatabase]
    public async Task Every_node_signs_with_the_same_key(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var clock = new FakeClock();
        await using var here = await AccessConsole.StartAsync(database, clock);
        await using var there = await AccessConsole.StartAsync(database, clock);

        var credentials = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            (number % 2 == 0 ? here : there).Get<SigningKeys>().CurrentAsync(SigningPurpose.Grant, CancellationToken.None).AsTask()));

        var kid = Assert.Single(credentials.Select(credential => credential.Kid).Distinct());
        var published = Assert.Single(await there.Get<SigningKeys>().PublicKeysAsync(SigningPurpose.Grant, CancellationToken.None));
        Assert.Equal(kid, published.Kid);
        Assert.All(credentials, credential => Assert.True(Verifies(published, credential.Sign(Content))));
        Assert.Single(await here.WholeLedgerAsync(), entry => entry.Kind == "signing_key_created");
    }

    [Fact]
    public async Task A_grant_key_never_signs_a_ledger_head()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        var keys = console.Get<SigningKeys>();

        var grant = await keys.CurrentAsync(SigningPurpose.Grant, CancellationToken.None);
        var head = Assert.Single(await keys.PublicKeysAsync(SigningPurpose.LedgerHead, CancellationToken.None));

        Assert.False(Verifies(head, grant.Sign(Content)));
    }

    [Fact]
    public async Task The_private_half_lies_sealed()
    {
        await using var console = await AccessConsole.StartAsync(DatabaseProvider.Sqlite);
        await console.Get<SigningKeys>().CurrentAsync(SigningPurpose.Grant, CancellationToken.None);
        var row = await console.ReadAsync(db => Task.FromResult(db.SigningKeys.Single()));

        using var key = ECDsa.Create();
        Assert.Throws<CryptographicException>(() => key.ImportPkcs8PrivateKey(row.SealedPrivate, out _));
    }

    [Fact]
    public async Task A_key_whose_seal_is_lost_is_followed_by_a_new_one_and_still_verifies()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        string kid;
        byte[] signature;
        await using (var before = await AccessConsole.StartAsync(database, new FakeClock()))
        {
            var lost = await before.Get<SigningKeys>().CurrentAsync(SigningPurpose.LedgerHead, CancellationToken.None);
            (kid, signature) = (lost.Kid, lost.Sign(Content));
            await before.Transaction.RunAsync((db, cancellation) => db.ProtectionKeys.ExecuteDeleteAsync(cancellation), CancellationToken.None);
        }

        await using var after = await AccessConsole.StartAsync(database, new FakeClock());
        var next = await after.Get<SigningKeys>().CurrentAsync(SigningPurpose.LedgerHead, CancellationToken.None);
        var published = await after.Get<SigningKeys>().PublicKeysAsync(SigningPurpose.LedgerHead, CancellationToken.None);

        Assert.Equal([next.Kid, kid], published.Select(key => key.Kid));
        Assert.True(Verifies(published[1], signature));
        Assert.True(Verifies(published[0], next.Sign(Content)));
    }

    private static bool Verifies(SigningPublicKey key, byte[] signature)
    {
        using var verifier = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = key.PublicX, Y = key.PublicY },
        });
        return verifier.VerifyData(Content, signature, HashAlgorithmName.SHA256);
    }
}
