using System.Diagnostics;
using System.Text;
using Kimi.Dsl;

namespace Kimi.Sandbox.Local;

/// <summary>A warm process in a bubblewrap, which runs one job at a time. See <c>zygote.py</c>.</summary>
internal sealed class Worker : IDisposable
{
    private const int MostErrors = 4096;
    private const int Buffer = 1 << 16;

    private static readonly Lazy<string> s_script = new(ReadScript);

    // What the supervisor of a job and the kernel need for it.
    private const long Overhead = 32L << 20;

    // Whoever is to end a run, or to be ready, may itself hang; then this process does not wait for ever.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ControlGroup? _group;
    private readonly Frames _frames;
    private readonly StringBuilder _errors = new();

    private long _warm;
    private BoxJob? _job;

    private Worker(Process process, ControlGroup? group)
    {
        (_process, _group) = (process, group);
        _frames = new(process.StandardInput.BaseStream, new BufferedStream(process.StandardOutput.BaseStream, Buffer));
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it has not ended.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>Starts one.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">It does not start: why, and what to do.</exception>
    public static async Task<Worker> StartAsync(CancellationToken cancellationToken)
    {
        // What ends once may have been ended by someone; what ends twice does not start here.
        var (worker, error) = await TryStartAsync(cancellationToken).ConfigureAwait(false);
        if (worker is null)
            (worker, error) = await TryStartAsync(cancellationToken).ConfigureAwait(false);
        return worker ?? throw new KimiException(Bubblewrap.WhyNot(error));
    }

    /// <summary>Opens a job. Its runs follow, and <see cref="CloseAsync"/>.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="IOException">The worker ended.</exception>
    public Task OpenAsync(BoxJob job) => _frames.OpenAsync(_job = job);

    /// <summary>Runs the job's program.</summary>
    /// <param name="input">Its standard input.</param>
    /// <param name="cancellationToken">Stops waiting; the worker is of no more use then.</param>
    /// <exception cref="IOException">The worker ended.</exception>
    public async Task<BoxAnswer> RunAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        if (_group is null)
            return await RunUnboundAsync(input, cancellationToken).ConfigureAwait(false);
        _group.Bound(MostMemory(_job!, input.Length));
        var killed = _group.Kills;
        var answer = await RunUnboundAsync(input, cancellationToken).ConfigureAwait(false);

        // Between two looks at what its processes have in memory.
        return answer.Limit is null && _group.Kills > killed
            ? answer with { Limit = SandboxLimit.Memory, Peak = Math.Max(answer.Peak, _job!.Memory) }
            : answer;
    }

    /// <summary>Ends the job.</summary>
    /// <exception cref="IOException">The worker ended.</exception>
    public Task CloseAsync() => _frames.CloseAsync();

    /// <summary>Ends the worker, and with it, by the kernel, every process of its box.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It had ended.
        }

        _process.Dispose();
        _group?.Dispose();
    }

    private static async Task<(Worker? Worker, string Error)> TryStartAsync(CancellationToken cancellationToken)
    {
        var group = ControlGroup.Create();
        var worker = new Worker(await ProcessStarter.StartAsync(Bubblewrap.Worker(s_script.Value, group?.Folder)).ConfigureAwait(false), group);
        try
        {
            using var ready = await PatientlyAsync(worker._frames.ReadHeaderAsync, s_patience, cancellationToken).ConfigureAwait(false);
            worker._warm = group?.Used ?? 0;
            return (worker, "");
        }
        catch (EndOfStreamException)
        {
            await worker._process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            var error = worker.Errors();
            worker.Dispose();
            return (null, error);
        }
        catch (IOException exception)
        {
            worker.Dispose();
            return (null, exception.Message);
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    // The group has the worker itself in it, and files, inputs and outputs, which the kernel counts as memory; each of them has a limit of its own.
    private long MostMemory(BoxJob job, int input) =>
        _warm + Overhead + job.Memory + job.Disk + (2L * job.Output) + input + job.Files.Sum(file => 2L * file.Data.Length);

    private async Task<BoxAnswer> RunUnboundAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        await _frames.RunAsync(input).ConfigureAwait(false);
        return await PatientlyAsync(_frames.ReadAsync, s_patience + TimeSpan.FromSeconds(_job!.Wall), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> read, TimeSpan most, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(most);
        try
        {
            return await read(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("the worker does not answer");
        }
    }

    private static string ReadScript()
    {
        using var stream = typeof(Worker).Assembly.GetManifestResourceStream("Kimi.Sandbox.Local.zygote.py")!;
        return new StreamReader(stream).ReadToEnd();
    }

    private void Keep(string? line)
    {
        lock (_errors)
        {
            if (line is { Length: > 0 } && _errors.Length < MostErrors)
                _errors.Append(_errors.Length == 0 ? "" : "; ").Append(line);
        }
    }

    private string Errors()
    {
        lock (_errors)
            return _errors.Length == 0 ? "it said nothing" : _errors.ToString();
    }
}
