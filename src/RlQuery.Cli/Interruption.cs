using System.Runtime.InteropServices;

namespace RlQuery.Cli;

/// <summary>
/// Turns the first Ctrl+C (or a polite kill, or the end of the terminal) into a cancellation, so that work can be saved; a second one ends the process at once.
/// </summary>
/// <remarks>
/// A program that was started with <c>nohup</c> outlives its terminal. A file that would grow beyond the limit of the shell (<c>ulimit -f</c>) fails like one
/// on a full disk, and does not end the process.
/// </remarks>
internal sealed class Interruption : IDisposable
{
    // SIGXFSZ of Linux and macOS, which has no name in the library.
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interruption()
    {
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
        ];
        if (!OperatingSystem.IsWindows())
        {
            _signals = [.. _signals, PosixSignalRegistration.Create(FileSizeExceeded, context => context.Cancel = true)];
        }
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
