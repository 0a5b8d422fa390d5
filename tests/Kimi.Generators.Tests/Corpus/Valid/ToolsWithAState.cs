// Form: tools keep what they noted in their own object, ask a service, and time nothing
using Kimi.Dsl;
using System.ComponentModel;
using System.Net.Http;

namespace Acme;

[Recipe("tools-with-a-state")]
public abstract partial class ToolsWithAState
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
    [ExactAnswerReward]
    [Tools<NoteTools>(MaxTurns = 2, MaxReplyTokens = 160)]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    [Tools<NoteTools>(MaxTurns = 2, MaxReplyTokens = 160)]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>The tools.</summary>
/// <param name="client">Reaches a service.</param>
/// <param name="context">The episode.</param>
public sealed class NoteTools(HttpClient client, EpisodeContext context)
{
    private static readonly Dictionary<string, int> s_units = new() { ["dozen"] = 12, ["score"] = 20 };
    private readonly List<string> _notes = [];
    private readonly Random _random = new SeededRandom(context.Seed);

    /// <summary>Notes a text.</summary>
    /// <param name="text">The text.</param>
    [Description("Notes a text and reads all notes.")]
    public string Note(string text)
    {
        _notes.Add(text);
        return string.Join(' ', _notes);
    }

    /// <summary>Looks a unit up.</summary>
    /// <param name="unit">The unit.</param>
    [Description("How many a unit is.")]
    public int Unit(string unit) => s_units.TryGetValue(unit, out var many) ? many : _random.Next(2);

    /// <summary>Asks a service.</summary>
    /// <param name="term">What.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Description("Looks a term up.")]
    public async Task<string> LookUpAsync(string term, CancellationToken cancellationToken) =>
        await client.GetStringAsync(new Uri("http://terms:80/" + Uri.EscapeDataString(term)), cancellationToken);
}
