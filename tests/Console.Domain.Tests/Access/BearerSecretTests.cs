using AgentConsole.Domain.Access;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Access;

public sealed class BearerSecretTests
{
    private static readonly ShownOnce Secret = BearerSecret.Compose(BearerKind.AgentKey,
        Enumerable.Range(3, BearerSecret.PrefixBytes).Select(number => (byte)number).ToArray(),
        Enumerable.Range(100, AccessLimits.SecretBytes).Select(number => (byte)number).ToArray());

    [Fact]
    public void A_secret_is_read_back_by_its_prefix_and_matches_its_hash()
    {
        var text = Secret.Reveal();

        Assert.True(BearerSecret.TryRead(text, out var kind, out var prefix));
        Assert.Equal(BearerKind.AgentKey, kind);
        Assert.Equal(AccessLimits.SecretPrefixLength, prefix.Length);
        Assert.StartsWith("aca_" + prefix + "_", text, StringComparison.Ordinal);
        Assert.Equal(60, text.Length);
        Assert.True(BearerSecret.Matches(text, BearerSecret.HashOf(text)));
    }

    [Fact]
    public void Any_flipped_character_is_refused()
    {
        var kept = BearerSecret.HashOf(Secret.Reveal());
        var flips = Gen.Choose(0, Secret.Reveal().Length - 1).Zip(Gen.Choose(1, 127)).ToArbitrary();

        Prop.ForAll(flips, flip =>
        {
            var signs = Secret.Reveal().ToCharArray();
            signs[flip.Item1] = (char)(signs[flip.Item1] ^ flip.Item2);
            return !BearerSecret.Matches(new string(signs), kept);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("acx_abcdefghijkl_0123456789012345678901234567890123456789012")]
    [InlineData("aca_ABCDEFGHIJKL_0123456789012345678901234567890123456789012")]
    [InlineData("aca_abcdefghijkl-0123456789012345678901234567890123456789012")]
    [InlineData("aca_abcdefghijkl_01234567890123456789012345678901234567890123")]
    public void What_is_spelled_otherwise_never_reaches_the_database(string presented) =>
        Assert.False(BearerSecret.TryRead(presented, out _, out _));

    [Fact]
    public void A_secret_does_not_show_itself()
    {
        Assert.DoesNotContain(Secret.Reveal(), $"{Secret}", StringComparison.Ordinal);
        Assert.DoesNotContain(Secret.Reveal(), System.Text.Json.JsonSerializer.Serialize(Secret), StringComparison.Ordinal);
    }
}
