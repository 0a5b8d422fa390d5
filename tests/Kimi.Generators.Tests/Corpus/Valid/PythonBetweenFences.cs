// Form: a protocol of the team: a fenced block is a call, the sandbox runs it, and what it prints comes back; cold start, then reinforcement
using System.ComponentModel;
using System.Text;
using System.Text.Json;
using Kimi.Dsl;

namespace Acme.Fences;

[Recipe("python-between-fences", Seed = 36)]
[Sampling(MaxResponseTokens = 3_072)]
[Tools<Interpreter, FencedPython>(MaxTurns = 5, MaxReplyTokens = 768, OnFault = ToolFault.Message, TimeLimitSeconds = 60)]
public abstract partial class PythonBetweenFences
{
    [LoadPolicy("models/qwen2.5-math-7b")]
    public abstract Policy MathModel();

    [DemonstrationsFile(Path = "data/tool-traces.jsonl", PromptField = "problem", ResponseField = "trace", Count = 2_000, Shuffle = true)]
    public abstract Demonstrations Traces();

    [FineTune(Steps = 120, BatchSize = 32, LearningRate = 1e-5, WarmupSteps = 6, MicroBatchTokens = 16_384, RecomputeActivations = true)]
    public abstract Policy ColdStart(Policy mathModel, Demonstrations traces);

    [ProblemsFile(Path = "data/torl.parquet", PromptField = "problem", Split = Split.Train, HeldOutShare = 0.02)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/torl.parquet", PromptField = "problem", Split = Split.HeldOut, HeldOutShare = 0.02)]
    public abstract PromptSet HeldOut();

    [Reinforce(
        Iterations = 160, PromptsPerIteration = 128, SamplesPerPrompt = 16, StepsPerIteration = 2, LearningRate = 1e-6, WarmupIterations = 5,
        ResetOptimizer = false, MicroBatchTokens = 32_768, RecomputeActivations = true, Parts = 8)]
    [Dapo(EpsilonHigh = 0.3)]
    [Tools<Interpreter, FencedPython>]
    [MathReward(LastLine = false)]
    public abstract Policy WithTool(Policy coldStart, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4, Temperature = 0.6, TopP = 0.95)]
    [Tools<Interpreter, FencedPython>]
    [MathReward(LastLine = false)]
    public abstract Evaluation Report(Policy coldStart, Policy withTool, PromptSet heldOut);
}

/// <summary>Runs programs in the application's sandbox.</summary>
public sealed class Interpreter(ISandbox sandbox)
{
    private static readonly SandboxLimits s_limits = new() { CpuSeconds = 5, MemoryBytes = 512L << 20, OutputBytes = 8_192 };

    /// <summary>Runs a program and says what it printed.</summary>
    [Description("Runs a Python program and returns what it prints. Programs keep nothing between calls.")]
    public async Task<string> PythonAsync([Description("The program")] string code, CancellationToken cancellationToken)
    {
        var job = new SandboxJob { Language = ProgramLanguage.Python, Source = code, Inputs = [ReadOnlyMemory<byte>.Empty], Limits = s_limits };
        await foreach (var outcome in sandbox.RunAsync(job, cancellationToken).ConfigureAwait(false))
            return Words(outcome);
        throw new InvalidOperationException("the sandbox gave no outcome");
    }

    private static string Words(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Exited { Code: 0 } exited => Text(exited.Output),
        RunOutcome.Exited exited => LastLine(Text(exited.Error)),
        RunOutcome.CompileError error => LastLine(error.Message),
        RunOutcome.LimitReached reached => $"stopped: {reached.Limit}",
        RunOutcome.Signalled signalled => $"ended by signal {signalled.Signal}",
        RunOutcome.SandboxFault fault => throw new InvalidOperationException(fault.Why),
        _ => throw new InvalidOperationException($"unknown outcome {outcome.GetType().Name}"),
    };

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span).Trim();

    private static string LastLine(string text) => text.TrimEnd()[(text.TrimEnd().LastIndexOf('\n') + 1)..];
}

/// <summary>Blocks as models write them anyway: <c>```python</c>, a program, and a line of three backticks.</summary>
[ImplementationVersion(1)]
public sealed class FencedPython : IToolProtocol
{
    private const string Start = "```python\n";
    private const string End = "\n```\n";

    /// <inheritdoc/>
    public IReadOnlyList<string> TurnEnds => [End];

    /// <inheritdoc/>
    public string Describe(IReadOnlyList<ToolDescription> tools) =>
        $"\nYou may write programs between ```python and ```. {string.Join(' ', tools.Select(tool => tool.Description))}\n";

    /// <inheritdoc/>
    public IReadOnlyList<ToolCall> Read(string turn)
    {
        var start = turn.LastIndexOf(Start, StringComparison.Ordinal);
        if (start < 0 || !turn.EndsWith(End, StringComparison.Ordinal))
            return [];
        var code = turn[(start + Start.Length)..^End.Length];
        return string.IsNullOrWhiteSpace(code)
            ? [new ToolCall.Unreadable("the block is empty")]
            : [new ToolCall.Positional("python", [JsonSerializer.SerializeToElement(code)])];
    }

    /// <inheritdoc/>
    public string Write(IReadOnlyList<string> results)
    {
        var text = new StringBuilder();
        foreach (var result in results)
            text.Append("```output\n").Append(result.Replace("```", "'''", StringComparison.Ordinal)).Append("\n```\n");
        return text.ToString();
    }
}
