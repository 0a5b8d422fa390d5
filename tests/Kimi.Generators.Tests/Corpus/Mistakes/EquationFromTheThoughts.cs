// Stack: verl
// Kind: the equation that is judged is the first of the response, which stands in the thoughts, not the one in the answer's tags
// Caught: build
using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("equation-from-the-thoughts", Seed = 77)]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class EquationFromTheThoughts
{
    [LoadPolicy("models/qwen2.5-3b")]
    public abstract Policy Base();

    [Problems<CountdownSource>(Count = 10_000)]
    public abstract PromptSet Problems();

    [Problems<CountdownSource>(Count = 500, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 150, LearningRate = 1e-6)]
    [MirrorDescent]
    [Reward<CountdownScore>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate]
    [Reward<CountdownScore>]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}

/// <summary>Numbers from which a target is to be made.</summary>
[ProblemType("acme-countdown")]
public sealed record CountdownTask : Problem
{
    /// <summary>What is to be made.</summary>
    public required int Target { get; init; }

    /// <summary>From what, each once.</summary>
    public required ValueList<int> Numbers { get; init; }
}

/// <summary>Makes them, each with a solution by construction.</summary>
public sealed class CountdownSource : IProblemSource<CountdownTask>
{
    /// <inheritdoc/>
    public IEnumerable<CountdownTask> Problems(Random random)
    {
        while (true)
        {
            var (a, b, c) = (random.Next(1, 60), random.Next(1, 60), random.Next(1, 60));
            var target = random.Next(2) == 0 ? a + b - c : a - b + c;
            if (target < 1)
                continue;
            yield return new()
            {
                Id = $"{a},{b},{c}={target}",
                Prompt = $"Using the numbers {a}, {b} and {c}, each once, with + and -, make {target}. Think in <think></think>, and give the equation in "
                    + "<answer></answer>, such as <answer>1 + 2 - 3</answer>.\n",
                Target = target,
                Numbers = [a, b, c],
            };
        }
    }
}

/// <summary>Evaluates the equation.</summary>
public sealed class CountdownScore : IReward<CountdownTask>
{
    private static readonly Regex s_equation = new(@"\d+(?:\s*[+-]\s*\d+)+", RegexOptions.CultureInvariant);
    private static readonly Regex s_number = new(@"\d+", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(CountdownTask problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var equation = s_equation.Match(rollout.Text).Value; //! KIMI8028
        if (equation.Length == 0)
            return new(Verdict.Of(false));
        var used = s_number.Matches(equation).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)).Order();
        if (!used.SequenceEqual(problem.Numbers.Order()))
            return new(new Verdict.Scored(0.1, "other numbers"));
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        var value = Convert.ToDouble(table.Compute(equation, null), CultureInfo.InvariantCulture);
        return new(new Verdict.Scored(Math.Abs(value - problem.Target) < 1e-6 ? 1 : 0.1, "evaluated"));
    }
}
