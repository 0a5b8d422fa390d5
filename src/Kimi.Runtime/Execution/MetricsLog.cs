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
        var kept = File.Exists(path)
            ? File.ReadLines(path).TakeWhile(line => StepOf(line) is { } step && step < fromStep).ToList()
            : [];
        DurableFiles.WriteText(path, string.Concat(kept.Select(line => line + "\n")));
        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _writer = new StreamWriter(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
    }

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

    // The last line may be incomplete if the process was killed: it is ignored.
    private static int? StepOf(string line)
    {
        try
        {
            return JsonNode.Parse(line)?["step"]?.GetValue<int>();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
