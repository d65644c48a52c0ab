using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RlQuery.Core.Streams.Live;

/// <summary>A stream as it comes: one line in, one line out. All that it knows is kept in a folder, and outlives a kill.</summary>
/// <remarks>
/// <para>An item, <c>{"id": 1, "features": {"x": 0.5}}</c>, is answered with <c>{"id":1,"ask":true,"prediction":"spam","probability":0.7312}</c>; a label,
/// <c>{"id": 1, "label": "spam"}</c>, with <c>{"id":1,"learned":true}</c>; a line that cannot be used with <c>{"id":1,"error":"..."}</c>.</para>
/// <para>Not thread-safe.</para>
/// </remarks>
public sealed class LiveRun : IDisposable
{
    private const int LinesOfSnapshot = 10_000;

    // Lines are for programs and people, not for web pages: a quote or a letter of another script stays as it is.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LiveState _state;
    private readonly LiveFolder _folder;
    private readonly OutputLock _lock;
    private readonly string[] _classes;
    private readonly StringBuilder _answer = new();
    private byte[] _bytes = new byte[256];

    private LiveRun(LiveSettings settings, LiveState state, LiveFolder folder, OutputLock taken)
    {
        (_state, _folder, _lock) = (state, folder, taken);
        _classes = [.. settings.Classes.Select(name => JsonSerializer.Serialize(name, Plain))];
    }

    /// <summary>Items, questions and labels so far, and the questions that wait for their labels.</summary>
    public (long Items, long Asked, long Told, int Open) Counts => _state.Counts;

    /// <summary>Begins a stream, or goes on with one.</summary>
    /// <param name="folder">Its folder, which no other run may have.</param>
    /// <param name="settings">What it is begun with; the same when it goes on.</param>
    /// <exception cref="InvalidInputException">The settings differ, or the folder cannot be used.</exception>
    public static LiveRun Open(string folder, LiveSettings settings)
    {
        var taken = OutputLock.Take(folder, "state");
        LiveFolder? opened = null;
        try
        {
            opened = LiveFolder.Open(folder, settings);
            var state = new LiveState(settings);
            foreach (byte[] line in opened.Restore(state))
            {
                Replay(state, opened, line);
            }
            return new LiveRun(settings, state, opened, taken);
        }
        catch
        {
            opened?.Dispose();
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Answers a line.</summary>
    /// <param name="line">A line of the input, without its end.</param>
    /// <param name="number">Its number, for faults.</param>
    /// <param name="isFault">Whether it could not be used, and was not taken.</param>
    /// <returns>The answer, without an end.</returns>
    /// <exception cref="IOException">It could not be kept.</exception>
    public string Answer(string line, long number, out bool isFault)
    {
        isFault = false;
        try
        {
            int length = Encode(line);
            LiveLine read = _state.Reader.Read(_bytes.AsSpan(0, length));
            if (!read.IsItem)
            {
                _state.RequireQuestion(read.Id);
                Keep(length);
                _state.Tell(read.Id, read.Label);
                Snapshot();
                return $"{{\"id\":{read.Id},\"learned\":true}}";
            }
            if (_state.TryFind(read.Id, out LiveDecision before))
            {
                return Shown(read.Id, before, ",\"repeated\":true");
            }
            Keep(length);
            LiveDecision decision = _state.Take(read.Id);
            Snapshot();
            return Shown(read.Id, decision, "");
        }
        catch (LiveFaultException fault)
        {
            isFault = true;
            string message = JsonSerializer.Serialize(string.Create(CultureInfo.InvariantCulture, $"line {number}: {fault.Message}"), Plain);
            return fault.Id is null ? $"{{\"error\":{message}}}" : $"{{\"id\":{fault.Id},\"error\":{message}}}";
        }
    }

    /// <summary>Lets go of the folder.</summary>
    public void Dispose()
    {
        _folder.Dispose();
        _lock.Dispose();
    }

    private static void Replay(LiveState state, LiveFolder folder, byte[] line)
    {
        try
        {
            LiveLine read = state.Reader.Read(line);
            if (read.IsItem)
            {
                state.Take(read.Id);
                return;
            }
            state.RequireQuestion(read.Id);
            state.Tell(read.Id, read.Label);
        }
        catch (LiveFaultException fault)
        {
            throw folder.Damaged(fault.Message);
        }
    }

    // The line with an end, as it is kept.
    private int Encode(string line)
    {
        int most = Encoding.UTF8.GetMaxByteCount(line.Length) + 1;
        if (_bytes.Length < most)
        {
            _bytes = new byte[most];
        }
        return Encoding.UTF8.GetBytes(line, _bytes);
    }

    private void Keep(int length)
    {
        _bytes[length] = (byte)'\n';
        _folder.Append(_bytes.AsSpan(0, length + 1));
    }

    private void Snapshot()
    {
        if (_state.Events % LinesOfSnapshot == 0)
        {
            _folder.Snapshot(_state);
        }
    }

    private string Shown(string id, LiveDecision decision, string more)
    {
        _answer.Clear().Append(CultureInfo.InvariantCulture, $"{{\"id\":{id},\"ask\":{(decision.Asked ? "true" : "false")}");
        _answer.Append(CultureInfo.InvariantCulture, $",\"prediction\":{_classes[decision.Predicted]}");
        if (double.IsFinite(decision.Probability))
        {
            _answer.Append(CultureInfo.InvariantCulture, $",\"probability\":{decision.Probability:F4}");
        }
        return _answer.Append(more).Append('}').ToString();
    }
}
