// Form: one reward for all records of a team, by patterns
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-of-every-record")]
public abstract partial class JudgeOfEveryRecord
{
    [Problems<Riddles>(Count = 512)]
    public abstract PromptSet Problems();

    [Demonstrations<Solutions>(PerProblem = 2)]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80, PromptsPerIteration = 32)]
    [PolicyGradient]
    [Reward<Judge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A riddle.</summary>
/// <param name="Right">What is right.</param>
public abstract record Riddle(ValueList<string> Right) : Problem;

/// <summary>One of numbers.</summary>
/// <param name="Right">What is right.</param>
/// <param name="Digits">How many digits an answer has.</param>
[ProblemType("numbers")]
public sealed record NumberRiddle(ValueList<string> Right, int Digits) : Riddle(Right);

/// <summary>One of words.</summary>
/// <param name="Right">What is right.</param>
[ProblemType("words")]
public sealed record WordRiddle(ValueList<string> Right) : Riddle(Right);

/// <summary>Sets both.</summary>
public sealed class Riddles : IProblemSource<Riddle>
{
    /// <inheritdoc/>
    public IEnumerable<Riddle> Problems(Random random)
    {
        for (var number = 0; ; number++)
        {
            var even = random.Next(10, 50_000) * 2;
            yield return number % 2 == 0
                ? new NumberRiddle([$"{even}", $"{even - 2}"], $"{even}".Length) { Id = $"even {even} {number}", Prompt = $"even below {even + 1}?", Level = 1 }
                : new WordRiddle([even % 4 == 0 ? "yes" : "no"]) { Id = $"four {even} {number}", Prompt = $"{even} by four?", Level = 2 };
        }
    }
}

/// <summary>Says it at once.</summary>
public sealed class Solutions : IDemonstrationSource<Riddle>
{
    /// <inheritdoc/>
    public string Respond(Riddle problem, Random random) => $"#{problem.Right[random.Next(problem.Right.Count)]}";
}

/// <summary>Judges both.</summary>
public sealed class Judge : IReward<Riddle>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Riddle problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = rollout.Text.Split('#') is [.., var last] ? last.Trim() : "";
        return new(problem switch
        {
            NumberRiddle { Digits: var digits } when said.Length > digits => Verdict.Of(false),
            WordRiddle or NumberRiddle => Verdict.Of(problem.Right.Contains(said)),
            _ => new Verdict.Unscorable("neither numbers nor words"),
        });
    }
}
