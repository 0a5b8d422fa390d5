// Form: sources share a generic base class with a template method, one of them generic itself, and a transform mixes them by turns
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Kinds;

[Recipe("many-kinds", Seed = 6)]
[Sampling(MaxResponseTokens = 64)]
public abstract partial class ManyKindsFromOneBase
{
    [Problems<Remainders>(Count = 2_000)] public abstract PromptSet Modular();
    [Problems<Sequences<Squares>>(Count = 2_000)] public abstract PromptSet Next();
    [Problems<Remainders>(Count = 200, Split = Split.HeldOut)] public abstract PromptSet ModularTest();
    [Problems<Sequences<Squares>>(Count = 200, Split = Split.HeldOut)] public abstract PromptSet NextTest();

    [Transform]
    public static PromptSet Mixed(PromptSet modular, PromptSet next) => Turns(modular, next);

    [Transform]
    public static PromptSet MixedTest(PromptSet modularTest, PromptSet nextTest) => Turns(modularTest, nextTest);

    [Demonstrations<Direct>] public abstract Demonstrations Answers([From(nameof(Mixed))] PromptSet problems);

    [InitializeTransformer(Layers = 6, HiddenSize = 192, AttentionHeads = 6, ContextLength = 192)] public abstract Policy Blank();

    [FineTune(Steps = 1_500, BatchSize = 32)] public abstract Policy Taught(Policy blank, Demonstrations answers);

    [Reinforce(Iterations = 50), MirrorDescent, ExactAnswerReward] public abstract Policy Tuned(Policy taught, [From(nameof(Mixed))] PromptSet problems);

    [Evaluate, ExactAnswerReward] public abstract Evaluation Report(Policy taught, Policy tuned, [From(nameof(MixedTest))] PromptSet problems);

    private static PromptSet Turns(PromptSet first, PromptSet second) =>
        new([.. first.Zip(second).SelectMany(pair => new[] { pair.First, pair.Second })]);
}

/// <summary>What sources share.</summary>
/// <typeparam name="TState">What a question is made of.</typeparam>
public abstract class Source<TState> : IProblemSource<MathProblem>
    where TState : struct
{
    /// <summary>The kind, the first part of each id.</summary>
    protected abstract string Kind { get; }

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var state = Draw(random);
            var (question, answer) = Ask(state);
            yield return new()
            {
                Id = $"{Kind}/{question}", Prompt = $"{question}=", Answer = answer.ToString(CultureInfo.InvariantCulture), Tags = [Kind], Level = Level(state),
            };
        }
    }

    /// <summary>Draws one.</summary>
    protected abstract TState Draw(Random random);

    /// <summary>Its text and answer.</summary>
    protected abstract (string Question, long Answer) Ask(TState state);

    /// <summary>How hard it is.</summary>
    protected virtual int Level(TState state) => 1;
}

/// <summary>Remainders.</summary>
public sealed class Remainders : Source<(int Number, int By)>
{
    /// <inheritdoc/>
    protected override string Kind => "remainders";

    /// <inheritdoc/>
    protected override (int Number, int By) Draw(Random random) => (random.Next(10, 10_000), random.Next(2, 20));

    /// <inheritdoc/>
    protected override (string Question, long Answer) Ask((int Number, int By) state) => ($"{state.Number}%{state.By}", state.Number % state.By);

    /// <inheritdoc/>
    protected override int Level((int Number, int By) state) => state.By < 10 ? 1 : 2;
}

/// <summary>A rule by which sequences go on.</summary>
public interface ISequence
{
    /// <summary>The term at a place.</summary>
    static abstract long Term(int start, int place);
}

/// <summary>Squares.</summary>
public readonly struct Squares : ISequence
{
    /// <inheritdoc/>
    public static long Term(int start, int place) => (long)(start + place) * (start + place);
}

/// <summary>Sequences.</summary>
/// <typeparam name="TRule">The rule.</typeparam>
public sealed class Sequences<TRule> : Source<(int Start, int Length)>
    where TRule : struct, ISequence
{
    /// <inheritdoc/>
    protected override string Kind => typeof(TRule).Name;

    /// <inheritdoc/>
    protected override (int Start, int Length) Draw(Random random) => (random.Next(1, 1_500), random.Next(3, 6));

    /// <inheritdoc/>
    protected override (string Question, long Answer) Ask((int Start, int Length) state) =>
        (string.Join(',', Enumerable.Range(0, state.Length).Select(place => TRule.Term(state.Start, place))), TRule.Term(state.Start, state.Length));
}

/// <summary>The answer at once.</summary>
public sealed class Direct : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random) => $"#{problem.Answer}";
}
