using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Execution;

/// <summary>Numbers of a stage as JSONL, one step a line. A resumed stage drops the lines of steps it does again.</summary>
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

    /// <summary>Has all lines on the device, so that no power cut takes them from before a checkpoint.</summary>
    public void Flush() => _stream.Flush(flushToDisk: true);

    public void Dispose() => _writer.Dispose();

    // The last line may be torn when the process was killed: it counts as not there.
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
