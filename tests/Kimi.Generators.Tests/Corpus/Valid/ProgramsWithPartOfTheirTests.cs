// Form: a reward with options of its own runs programs in a sandbox, weighs hidden tests, and tells what the sandbox could not do
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using Kimi.Dsl;

namespace Acme.Programs;

[Recipe("programs-with-part-of-their-tests")]
[Sampling(MaxResponseTokens = 1_024)]
public abstract partial class ProgramsWithPartOfTheirTests
{
    [Problems<Series>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Series>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/coder-1b")]
    public abstract Policy Coder();

    [Reinforce(Iterations = 100, LearningRate = 2e-6)]
    [Grpo]
    [PartOfTests(CpuSeconds = 2, Curve = 2, TimeLimitSeconds = 120)]
    public abstract Policy Tuned([From(nameof(Coder))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate]
    [PartOfTests(CpuSeconds = 2, Curve = 2, TimeLimitSeconds = 120)]
    public abstract Evaluation Report(Policy coder, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A program to write.</summary>
[ProblemType("series")]
public sealed record SeriesProblem : Problem
{
    /// <summary>What the program reads and prints.</summary>
    public required ValueList<Example> Tests { get; init; }
}

/// <summary>A test.</summary>
public sealed record Example(string Input, string Output);

/// <summary>Series by a linear rule.</summary>
public sealed class Series : IProblemSource<SeriesProblem>
{
    /// <inheritdoc/>
    public IEnumerable<SeriesProblem> Problems(Random random)
    {
        while (true)
        {
            var (first, factor, step) = (random.Next(0, 50), random.Next(1, 9), random.Next(1, 50));
            yield return new()
            {
                Id = $"{first}/{factor}/{step}",
                Prompt = $"A series begins with {first}; each number is {factor} times the one before plus {step}. "
                    + "Write a Python program in a ```python fence that reads n and prints the n-th number, where the first is 0.",
                Tests = [.. Enumerable.Range(0, 8).Select(n => new Example($"{n}\n", At(n)))],
            };

            string At(int n)
            {
                long value = first;
                for (var i = 0; i < n; i++)
                    value = (value * factor) + step;
                return value.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }
}

/// <summary>The share of tests, to a power.</summary>
public sealed class PartOfTestsAttribute : RewardAttribute<PartOfTests>
{
    /// <summary>CPU time of one run.</summary>
    [Range(0.1, 60.0)]
    [DefaultValue(5.0)]
    public double CpuSeconds { get; set; } = 5;

    /// <summary>The power; more for programs that pass all.</summary>
    [Range(1.0, 10.0)]
    [DefaultValue(1.0)]
    public double Curve { get; set; } = 1;
}

/// <summary>Runs programs.</summary>
public sealed class PartOfTests(PartOfTestsAttribute options, ISandbox sandbox) : IReward<SeriesProblem>
{
    private const string Fence = "```";

    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(SeriesProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (Program(rollout.Text) is not { } source)
            return new Verdict.Scored(0, "no program");
        var job = new SandboxJob
        {
            Language = ProgramLanguage.Python,
            Source = source,
            Inputs = [.. problem.Tests.Select(test => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(test.Input))],
            Limits = new() { CpuSeconds = options.CpuSeconds },
        };
        var (run, passed) = (0, 0);
        await foreach (var outcome in sandbox.RunAsync(job, cancellationToken).ConfigureAwait(false))
        {
            switch (outcome)
            {
                case RunOutcome.SandboxFault fault:
                    return new Verdict.Fault(nameof(RunOutcome.SandboxFault), fault.Why);
                case RunOutcome.CompileError:
                    return new Verdict.Scored(0, "does not compile");
                case RunOutcome.Exited { Code: 0, Output: var output } when Encoding.UTF8.GetString(output.Span).Trim() == problem.Tests[run].Output:
                    passed++;
                    break;
            }

            run++;
        }

        return new Verdict.Scored(Math.Pow((double)passed / problem.Tests.Count, options.Curve), "tests");
    }

    private static string? Program(string text)
    {
        var end = text.LastIndexOf(Fence, StringComparison.Ordinal);
        if (end < 0)
            return null;
        var start = text.AsSpan(0, end).LastIndexOf(Fence + "python");
        return start < 0 ? null : text[(start + 9)..end];
    }
}
