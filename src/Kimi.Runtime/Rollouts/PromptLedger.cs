using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>Why a drawn prompt was not trained on.</summary>
internal enum DropReason
{
    /// <summary>Its responses were not finished within the schedule's age.</summary>
    TooOld,

    /// <summary>No reward could score any of its responses.</summary>
    Unscored,

    /// <summary>Its responses did equally well, so the objective has nothing to compare.</summary>
    NoSignal,
}

/// <summary>Accounts for every prompt that was drawn (it was trained on, waits in the replay buffer, or was dropped for a reason) and for the tokens it
/// took.</summary>
internal sealed class PromptLedger : ICheckpointed
{
    private readonly Dictionary<DropReason, int> _dropped = Enum.GetValues<DropReason>().ToDictionary(reason => reason, _ => 0);

    /// <summary>Prompts drawn so far.</summary>
    public int Drawn { get; private set; }

    /// <summary>How many of them were drawn in place of prompts that taught nothing.</summary>
    public int Refilled { get; private set; }

    /// <summary>Prompts trained on so far.</summary>
    public int Trained { get; private set; }

    /// <summary>Tokens generated so far.</summary>
    public long GeneratedTokens { get; private set; }

    /// <summary>Prompts dropped so far, by reason.</summary>
    public IReadOnlyDictionary<DropReason, int> Dropped => _dropped;

    /// <summary>Counts prompts as drawn.</summary>
    public void Draw(int count) => Drawn += count;

    /// <summary>Counts prompts as drawn in place of others.</summary>
    public void Refill(int count)
    {
        Draw(count);
        Refilled += count;
    }

    /// <summary>Counts prompts as trained on.</summary>
    public void Train(int count) => Trained += count;

    /// <summary>Counts tokens as generated.</summary>
    public void Generate(int tokens) => GeneratedTokens += tokens;

    /// <summary>Counts prompts as dropped.</summary>
    public void Drop(DropReason reason, int count) => _dropped[reason] += count;

    /// <summary>Checks the invariant: drawn = trained + waiting + dropped.</summary>
    /// <param name="waiting">Prompts in the replay buffer.</param>
    /// <exception cref="InvalidOperationException">A prompt was lost or counted twice: a defect of the loop.</exception>
    public void Check(int waiting)
    {
        if (Drawn != Trained + waiting + _dropped.Values.Sum())
        {
            throw new InvalidOperationException(
                $"of {Drawn} prompts drawn, {Trained} trained, {waiting} wait and "
                + $"{string.Join(", ", _dropped.Select(entry => $"{entry.Value} were dropped as {entry.Key}"))}: the numbers do not add up");
        }
    }

    /// <inheritdoc/>
    public void Save(string folder) =>
        File.WriteAllText(StateFile(folder), JsonSerializer.Serialize(new Counts(Drawn, Trained, GeneratedTokens, _dropped, Refilled)));

    /// <inheritdoc/>
    public void Load(string folder)
    {
        var counts = JsonSerializer.Deserialize<Counts>(File.ReadAllText(StateFile(folder)))!;
        (Drawn, Refilled, Trained, GeneratedTokens) = (counts.Drawn, counts.Refilled, counts.Trained, counts.GeneratedTokens);
        foreach (var (reason, count) in counts.Dropped)
            _dropped[reason] = count;
    }

    private static string StateFile(string folder) => Path.Combine(folder, "prompts.json");

    private sealed record Counts(int Drawn, int Trained, long GeneratedTokens, Dictionary<DropReason, int> Dropped, int Refilled = 0);
}
