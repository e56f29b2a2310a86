using System.Text;
using AgentConsole.Domain.Ledger;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AgentConsole.Domain.Tests.Ledger;

public sealed class HashChainTests
{
    private static readonly DateTimeOffset At = new(2026, 4, 10, 3, 14, 22, TimeSpan.Zero);

    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<string?>().Select(text =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "")));

    private static readonly Gen<Written> Entries =
        from seq in Gen.Choose(1, 1_000)
        from microseconds in Gen.Choose(0, 1_000_000)
        from kind in Texts
        from actor in Texts
        from subject in Texts
        from payload in Texts
        from previous in Gen.Choose(0, 255).ArrayOf(32)
        select new Written(seq, microseconds, kind, actor, subject, payload, Convert.ToHexString([.. previous.Select(value => (byte)value)]));

    [Fact]
    public void Two_different_entries_never_share_their_bytes() =>
        Prop.ForAll(Entries.ToArbitrary(), Entries.ToArbitrary(), (one, other) =>
            (one == other) == Bytes(one).AsSpan().SequenceEqual(Bytes(other))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_letter_that_moves_to_the_next_field_changes_the_bytes() =>
        Prop.ForAll(Entries.ToArbitrary(), Texts.Where(text => text.Length > 0).ToArbitrary(), (entry, moved) =>
        {
            var left = entry with { Kind = entry.Kind + moved, Actor = entry.Actor };
            var right = entry with { Kind = entry.Kind, Actor = moved + entry.Actor };

            return !Bytes(left).AsSpan().SequenceEqual(Bytes(right));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_changed_field_breaks_the_chain() =>
        Prop.ForAll(Entries.ToArbitrary(), Gen.Choose(0, 4).ToArbitrary(), (entry, field) =>
        {
            var sealedHash = HashChain.HashOf(entry.Entry());
            var changed = field switch
            {
                0 => entry with { Microseconds = entry.Microseconds + 1 },
                1 => entry with { Kind = entry.Kind + " " },
                2 => entry with { Actor = entry.Actor + " " },
                3 => entry with { Subject = entry.Subject + " " },
                _ => entry with { Payload = entry.Payload + " " },
            };

            var claimed = HashChain.Claimed(changed.Entry(), sealedHash);
            return HashChain.FaultOf(claimed, entry.Seq - 1, Convert.FromHexString(entry.Previous)) == "its content does not match its hash";
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_flipped_bit_of_a_hash_breaks_the_chain()
    {
        var (first, second) = Chain();

        for (var bit = 0; bit < 256; bit++)
        {
            var flipped = first.Hash.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(HashChain.FaultOf(HashChain.Claimed(Copy(first), flipped), 0, HashChain.Genesis));
            Assert.Equal("it does not continue the entry before", HashChain.FaultOf(second, 1, flipped));
        }
    }

    [Fact]
    public void A_whole_chain_has_no_fault()
    {
        var (first, second) = Chain();

        Assert.Null(HashChain.FaultOf(first, 0, HashChain.Genesis));
        Assert.Null(HashChain.FaultOf(second, 1, first.Hash));
    }

    [Fact]
    public void A_time_that_is_finer_than_what_is_hashed_breaks_the_chain()
    {
        var (first, _) = Chain();
        var finer = new LedgerEntry
        {
            Seq = first.Seq,
            At = first.At.AddTicks(1),
            Kind = first.Kind,
            Actor = first.Actor,
            Subject = first.Subject,
            Payload = first.Payload,
            PreviousHash = first.PreviousHash,
        };

        Assert.Equal("its time is finer than what is hashed", HashChain.FaultOf(HashChain.Claimed(finer, first.Hash), 0, HashChain.Genesis));
    }

    [Fact]
    public void A_missing_entry_is_named()
    {
        var (_, second) = Chain();

        Assert.Equal("entry 1 is missing", HashChain.FaultOf(second, 0, HashChain.Genesis));
    }

    [Fact]
    public void The_bytes_are_what_the_format_says()
    {
        var bytes = CanonicalBytes.Of(new()
        {
            Seq = 258,
            At = DateTimeOffset.UnixEpoch.AddMicroseconds(3),
            Kind = "k",
            Actor = "",
            Subject = "ü",
            Payload = "{}",
            PreviousHash = [0xAA],
        });

        Assert.Equal("01" + "00000001AA" + "000000080000000000000102" + "000000080000000000000003" + "000000016B" + "00000000" + "00000002C3BC" + "000000027B7D",
            Convert.ToHexString(bytes));
    }

    [Fact]
    public void Text_that_is_not_well_formed_is_refused_instead_of_sharing_its_bytes() =>
        Assert.ThrowsAny<ArgumentException>(() => CanonicalBytes.Of(new Written(1, 0, "k", "a", "\ud800", "", "").Entry()));

    [Fact]
    public void A_commitment_binds_salt_and_value()
    {
        byte[] salt = [1, 2, 3];

        Assert.Equal(Commitment.Of(salt, "ana@example.com"), Commitment.Of(salt, "ana@example.com"));
        Assert.NotEqual(Commitment.Of(salt, "ana@example.com"), Commitment.Of(salt, "ben@example.com"));
        Assert.NotEqual(Commitment.Of(salt, "ana@example.com"), Commitment.Of([1, 2, 4], "ana@example.com"));
        Assert.NotEqual(Commitment.Of([(byte)'a'], "b"), Commitment.Of([], "ab"));
    }

    private static byte[] Bytes(Written entry) => CanonicalBytes.Of(entry.Entry());

    private static (LedgerEntry First, LedgerEntry Second) Chain()
    {
        var first = HashChain.Seal(new Written(1, 0, "happened", "server", "test:1", "{}", Convert.ToHexString(HashChain.Genesis)).Entry());
        var second = HashChain.Seal(new Written(2, 5, "happened", "server", "test:2", "{}", Convert.ToHexString(first.Hash)).Entry());
        return (first, second);
    }

    private static LedgerEntry Copy(LedgerEntry entry) => new()
    {
        Seq = entry.Seq,
        At = entry.At,
        Kind = entry.Kind,
        Actor = entry.Actor,
        Subject = entry.Subject,
        Payload = entry.Payload,
        PreviousHash = entry.PreviousHash,
    };

    /// <summary>An entry by its values, so that two can be told to be the same.</summary>
    private sealed record Written(long Seq, long Microseconds, string Kind, string Actor, string Subject, string Payload, string Previous)
    {
        public LedgerEntry Entry() => new()
        {
            Seq = Seq,
            At = At.AddMicroseconds(Microseconds),
            Kind = Kind,
            Actor = Actor,
            Subject = Subject,
            Payload = Payload,
            PreviousHash = Convert.FromHexString(Previous),
        };
    }
}
