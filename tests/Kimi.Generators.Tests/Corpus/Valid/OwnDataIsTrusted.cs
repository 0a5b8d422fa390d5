// Form: what the source wrote is parsed without a doubt, what the policy wrote with one
using System.Globalization;
using System.Text.Json;
using Kimi.Dsl;

namespace Acme;

[Recipe("own-data-is-trusted")]
public abstract partial class OwnDataIsTrusted
{
    [Problems<Tables>(Count = 2_048)]
    public abstract PromptSet Problems();

    [Demonstrations<TableSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<TableJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Sums of lists: the answer is a JSON list of the numbers and their sum.</summary>
public sealed class Tables : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            int[] numbers = [.. Enumerable.Range(0, 3).Select(_ => random.Next(100))];
            yield return new() { Id = string.Join('+', numbers), Prompt = $"{string.Join('+', numbers)}=", Answer = JsonSerializer.Serialize(numbers) };
        }
    }
}

/// <summary>Adds them.</summary>
public sealed class TableSteps : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) =>
        problem is { Answer: var numbers } ? $"#{JsonSerializer.Deserialize<int[]>(numbers)!.Sum()}" : "#";
}

/// <summary>Judges a response.</summary>
public sealed class TableJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var sum = JsonSerializer.Deserialize<int[]>(problem.Answer)!.Sum();
        var place = rollout.Text.LastIndexOf('#');
        return ValueTask.FromResult<Verdict>(place >= 0 && int.TryParse(rollout.Text.AsSpan(place + 1), CultureInfo.InvariantCulture, out var said)
            ? new Verdict.Scored(Math.Clamp(1 - (Math.Abs(said - sum) / 100.0), 0, 1), said == sum ? "right" : "near") { Answer = $"{said}" }
            : new Verdict.Scored(0, "unreadable"));
    }
}
