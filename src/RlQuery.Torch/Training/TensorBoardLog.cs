using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;
using RlQuery.Core;
using Tensorboard;

namespace RlQuery.Torch.Training;

/// <summary>Writes the columns of training.csv during a run, for TensorBoard: <c>events.out.tfevents.rlquery</c> in the run's folder.</summary>
/// <remarks>
/// A file of TFRecords, each an <c>Event</c> of TensorFlow's <c>event.proto</c>: length (8 bytes, little endian), its masked CRC-32C, the event, its masked
/// CRC-32C. Steps are environment steps. Wall times are left at 0, so that the same run gives the same bytes, unless a clock is given. A run that goes on
/// writes the file anew up to its checkpoint, and adds to it then.
/// </remarks>
internal sealed class TensorBoardLog : IDisposable
{
    /// <summary>Name of the file; TensorBoard looks for <c>tfevents</c> in it.</summary>
    public const string Name = "events.out.tfevents.rlquery";

    private readonly FileStream _file;
    private readonly string _exploration;
    private readonly TimeProvider? _clock;

    /// <summary>Begins the file.</summary>
    /// <param name="folder">Folder of the run; made if it does not exist.</param>
    /// <param name="rows">The earlier rounds of a resumed run.</param>
    /// <param name="exploration">Name of <see cref="TrainingRow.Exploration"/>.</param>
    /// <param name="clock">Gives the wall times; null to leave them at 0.</param>
    public TensorBoardLog(string folder, IReadOnlyList<TrainingRow> rows, string exploration, TimeProvider? clock = null)
    {
        _exploration = exploration;
        _clock = clock;
        string path = Path.Combine(folder, Name);
        Dictionary<long, double> times = clock is null || rows.Count == 0 ? [] : TimesOf(path);
        _file = AtomicFile.Begin(path, stream =>
        {
            double time = times.GetValueOrDefault(0, Now());
            Write(stream, new Event { FileVersion = "brain.Event:2", WallTime = time });
            foreach (TrainingRow row in rows)
            {
                // A time that is not known is that of the row before.
                time = times.GetValueOrDefault(row.EnvSteps, time);
                Write(stream, row, time);
            }
        });
    }

    /// <summary>Adds a round; TensorBoard sees it at once.</summary>
    public void Add(TrainingRow row)
    {
        Write(_file, row, Now());
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private double Now() => _clock is null ? 0 : _clock.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private void Write(Stream stream, TrainingRow row, double time)
    {
        var summary = new Summary();
        Add(summary, "rollout/return_mean", row.ReturnMean);
        Add(summary, "train/loss", row.Loss);
        Add(summary, $"train/{_exploration}", row.Exploration);
        Add(summary, "eval/validation_score", row.ValidationScore);
        Write(stream, new Event { Step = row.EnvSteps, Summary = summary, WallTime = time });
    }

    /// <summary>The wall time of each step in a file, as far as it is whole: a killed run may have left half an event.</summary>
    private static Dictionary<long, double> TimesOf(string path)
    {
        var times = new Dictionary<long, double>();
        if (!File.Exists(path))
        {
            return times;
        }
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            for (int at = 0; at + 12 <= bytes.Length;)
            {
                int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)));
                if (length < 0 || length > bytes.Length - at - 16)
                {
                    break;
                }
                var happened = Event.Parser.ParseFrom(bytes, at + 12, length);
                if (happened.WallTime > 0)
                {
                    times[happened.Step] = happened.WallTime;
                }
                at += length + 16;
            }
        }
        catch (Exception damage) when (damage is InvalidProtocolBufferException or OverflowException)
        {
            // The times before it are kept.
        }
        return times;
    }

    private static void Add(Summary summary, string tag, double value)
    {
        if (!double.IsNaN(value))
        {
            summary.Value.Add(new Summary.Types.Value { Tag = tag, SimpleValue = (float)value });
        }
    }

    private static void Write(Stream stream, Event happened)
    {
        byte[] data = happened.ToByteArray();
        byte[] record = new byte[12 + data.Length + 4];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Checksum(record.AsSpan(0, 8)));
        data.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), Checksum(data));
        stream.Write(record);
    }

    // Masked, since a checksum over data that holds checksums is weak.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }
}
