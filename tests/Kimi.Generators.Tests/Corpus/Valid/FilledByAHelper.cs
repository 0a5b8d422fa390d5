// Form: templates are filled in by a helper of the team's, options are handed on whole, and an environment has a cache of replies
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme;

[Recipe("filled-by-a-helper")]
public abstract partial class FilledByAHelper
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Configured(Strictness = 0.7)]
    [Environment<Asking>(MaxTurns = 3)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Configured(Strictness = 0.7)]
    [Environment<Asking>(MaxTurns = 3)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>How a service judges.</summary>
public sealed class ConfiguredAttribute : RewardAttribute<Configured>
{
    /// <summary>How strictly.</summary>
    [Range(0.0, 1.0)]
    public double Strictness { get; set; } = 0.5;
}

/// <summary>Has a service judge, which is told all options.</summary>
/// <param name="options">The options.</param>
/// <param name="client">Reaches it.</param>
public sealed class Configured(ConfiguredAttribute options, HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        using var response = await client.PostAsJsonAsync(
            "judge", new { Question = problem.Prompt.Text, problem.Answer, Response = rollout.Text, Options = options }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return new Verdict.Scored(Math.Clamp(await response.Content.ReadFromJsonAsync<double>(cancellationToken), 0, 1));
    }
}

/// <summary>Templates.</summary>
internal static class Templates
{
    private static readonly Regex s_place = new(@"\{(\w+)\}", RegexOptions.CultureInvariant);

    public static string Fill(string template, params (string Name, string Value)[] values) =>
        s_place.Replace(template, place => values.First(one => one.Name == place.Groups[1].Value).Value);
}

/// <summary>Asks again, by replies that were made once.</summary>
public sealed class Asking : IEnvironment<MathProblem>
{
    private const string Again = "{given} is not what {prompt} asks for. Try again.";
    private readonly ConcurrentDictionary<string, string> _replies = new();

    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(MathProblem problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Talk(this, problem));

    private sealed class Talk(Asking all, MathProblem problem) : IEpisode
    {
        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (turn.Text.EndsWith("#" + problem.Answer, StringComparison.Ordinal))
                return new(new EnvironmentReply.Finished());
            var prompt = problem.Prompt.Text;
            var reply = all._replies.GetOrAdd($"{prompt} {turn.Text}", _ => Templates.Fill(Again, ("given", turn.Text), ("prompt", prompt)));
            return new(new EnvironmentReply.Continue(reply));
        }

        public ValueTask DisposeAsync() => default;
    }
}
