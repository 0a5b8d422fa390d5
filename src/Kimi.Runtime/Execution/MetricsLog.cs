using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Execution;

/// <summary>A stage's numbers as JSONL, one step per line. A resumed stage drops the lines of steps that it repeats.</summary>
internal sealed class MetricsLog : IDisposable
{
    private readonly FileStream _stream;
    private readonly StreamWriter _writer;

    public MetricsLog(string path, int fromStep)
    {
        var kept = File.Exists(path) ? Before(fromStep, File.ReadLines(path)).ToList() : [];
        DurableFiles.WriteText(path, string.Concat(kept.Select(line => line + "\n")));
        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _writer = new StreamWriter(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>The lines of the steps before one. The last line may be incomplete if the process was killed: it is left out, with whatever follows a line
    /// that is none.</summary>
    /// <param name="step">The step.</param>
    /// <param name="lines">The lines of the file.</param>
    public static IEnumerable<string> Before(int step, IEnumerable<string> lines) => lines.TakeWhile(line => StepOf(line) is { } each && each < step);

    public void Record(int step, IReadOnlyDictionary<string, double> values)
    {
        var line = new JsonObject { ["step"] = step };
        foreach (var (name, value) in values)
            line[name] = double.IsFinite(value) ? value : null;
        _writer.WriteLine(line.ToJsonString());
    }

    /// <summary>Whether the file still has every line: not if it was deleted or cut meanwhile.</summary>
    public bool IsWhole => FileStatus.Of(_stream.Name)?.Size == _stream.Length;

    /// <summary>Flushes all lines to the device, so that a power cut cannot lose lines from before a checkpoint.</summary>
    public void Flush() => _stream.Flush(flushToDisk: true);

    public void Dispose() => _writer.Dispose();

    private static int? StepOf(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement is { ValueKind: JsonValueKind.Object } values && values.TryGetProperty("step", out var step)
                && step.ValueKind == JsonValueKind.Number && step.TryGetInt32(out var number)
                ? number
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
