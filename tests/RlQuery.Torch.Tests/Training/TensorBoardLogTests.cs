using System.Buffers.Binary;
using Google.Protobuf;
using RlQuery.Torch.Training;
using Tensorboard;

namespace RlQuery.Torch.Tests.Training;

public sealed class TensorBoardLogTests : IDisposable
{
    private static readonly TrainingRow First = new(40, 2, 0.25, double.NaN, 1, double.NaN);
    private static readonly TrainingRow Second = new(80, 4, -0.5, 0.125, 0.5, 0.75);

    private readonly string _folder = Directory.CreateTempSubdirectory("rlquery-events-").FullName;

    private string LogFile => Path.Combine(_folder, TensorBoardLog.Name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_round_is_an_event_with_its_numbers_and_without_those_that_were_not_taken()
    {
        Write([], First, Second);
        Event[] events = Read(File.ReadAllBytes(LogFile));
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal([40, 80], events[1..].Select(one => one.Step));
        Assert.Equal([("rollout/return_mean", 0.25f), ("train/epsilon", 1f)], Values(events[1]));
        Assert.Equal([("rollout/return_mean", -0.5f), ("train/loss", 0.125f), ("train/epsilon", 0.5f), ("eval/validation_score", 0.75f)], Values(events[2]));
    }

    [Fact]
    public void A_run_that_goes_on_leaves_the_file_of_one_that_was_not_stopped()
    {
        Write([], First, Second);
        byte[] whole = File.ReadAllBytes(LogFile);
        Write([], First, First with { EnvSteps = 99 });
        Write([First], Second);
        Assert.Equal(whole, File.ReadAllBytes(LogFile));
    }

    [Fact]
    public void A_reader_sees_a_round_as_soon_as_it_has_ended()
    {
        using var log = new TensorBoardLog(_folder, [], "epsilon");
        log.Add(First);
        using var reader = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[reader.Length];
        reader.ReadExactly(bytes);
        Assert.Equal(2, Read(bytes).Length);
    }

    [Fact]
    public void Wall_times_are_those_of_the_clock_and_are_kept_by_a_run_that_goes_on()
    {
        Write([], new Clock(1000), First, Second);
        Assert.Equal([1000, 1000, 1000], Read(File.ReadAllBytes(LogFile)).Select(one => one.WallTime));
        using (var file = new FileStream(LogFile, FileMode.Append))
        {
            // A killed run leaves half an event.
            file.Write([40, 0, 0, 0, 0]);
        }
        Write([First], new Clock(5000), Second);
        Assert.Equal([1000, 1000, 5000], Read(File.ReadAllBytes(LogFile)).Select(one => one.WallTime));
        Write([], First, Second);
        Assert.Equal([0, 0, 0], Read(File.ReadAllBytes(LogFile)).Select(one => one.WallTime));
        Write([First], new Clock(7000), Second);
        Assert.Equal([7000, 7000, 7000], Read(File.ReadAllBytes(LogFile)).Select(one => one.WallTime));
    }

    // RFC 3720's polynomial, its usual check value.
    [Fact]
    public void The_checksum_that_is_checked_here_is_that_of_the_standard() => Assert.Equal(0xE3069283u, Crc32C("123456789"u8));

    private static IEnumerable<(string Tag, float Value)> Values(Event one) => one.Summary.Value.Select(value => (value.Tag, value.SimpleValue));

    private static Event[] Read(byte[] bytes)
    {
        var events = new List<Event>();
        for (int at = 0; at < bytes.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            Assert.Equal(Masked(bytes.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
            ReadOnlySpan<byte> data = bytes.AsSpan(at + 12, length);
            Assert.Equal(Masked(data), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
            var one = new Event();
            one.MergeFrom(new CodedInputStream(data.ToArray()));
            events.Add(one);
            at += 12 + length + 4;
        }
        return [.. events];
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = Crc32C(bytes);
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    // Bit by bit, as the polynomial is defined.
    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in bytes)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
            }
        }
        return ~crc;
    }

    private void Write(TrainingRow[] before, params TrainingRow[] rows) => Write(before, null, rows);

    private void Write(TrainingRow[] before, TimeProvider? clock, params TrainingRow[] rows)
    {
        using var log = new TensorBoardLog(_folder, before, "epsilon", clock);
        foreach (TrainingRow row in rows)
        {
            log.Add(row);
        }
    }

    private sealed class Clock(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
