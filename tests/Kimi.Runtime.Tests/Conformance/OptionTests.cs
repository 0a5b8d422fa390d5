using System.Reflection;
using Kimi.Dsl;
using Kimi.Recipes.Chains;
using Kimi.Tests;
using Xunit.Abstractions;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>
/// No option is inert: another value of it changes the bytes that a stage makes, or, where it is <see cref="OperationalAttribute"/>, what it names instead.
/// </summary>
/// <remarks>An option decides an output's address, so the address proves nothing.</remarks>
public sealed class OptionTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_option_of_the_language_the_recipes_and_the_samples_changes_what_it_is_for()
    {
        using var observatory = await Observatory.CreateAsync();
        var proven = new HashSet<(string Attribute, string Option)>();
        var inert = new List<string>();
        foreach (var proof in Proofs(observatory))
        {
            var given = await observatory.ObserveAsync(proof, proof.Given());
            foreach (var (option, value) in proof.Others)
            {
                var property = proof.Attribute.GetProperty(option)!;
                var attribute = proof.Given();
                Assert.True(!Equals(property.GetValue(attribute), value), $"{NameOf(proof.Attribute)}.{option} is {value} in both runs");
                property.SetValue(attribute, value);
                if (Inert(property, given, await observatory.ObserveAsync(proof, attribute)) is { } why)
                    inert.Add($"{NameOf(proof.Attribute)}.{option}: {why}");
                proven.Add((NameOf(proof.Attribute), option));
            }
        }

        var options = Classes().SelectMany(type => OptionsOf(type).Select(option => (Attribute: NameOf(type), Option: option.Name))).ToHashSet();
        inert.AddRange(options.Except(proven).Select(option => $"{option.Attribute}.{option.Option}: no proof that it has an effect"));
        TestData.Tried(output, $"{options.Count - inert.Count} of {options.Count} options proven");
        Assert.Empty(proven.Except(options));
        Assert.True(inert.Count == 0, string.Join('\n', inert));
    }

    private static IEnumerable<OptionProof> Proofs(Observatory observatory) =>
    [
        .. SourceProofs.All(observatory),
        .. ModelProofs.All(),
        .. GeneratorProofs.All(observatory),
        .. TrainingProofs.All(),
        .. MemoryProofs.All(),
        .. SamplingProofs.All(),
        .. ReinforcementProofs.All(),
        .. RewardProofs.All(observatory),
        .. EnvironmentProofs.All(observatory),
        .. CorpusProofs.All(),
        .. RecipeProofs.All(),
        .. SampleProofs.All(),
    ];

    private static string? Inert(PropertyInfo option, Observation given, Observation other)
    {
        if (option.GetCustomAttribute<OperationalAttribute>(inherit: true) is not { Changes: var changes })
        {
            return given.Output.Length == 0 || other.Output.Length == 0 ? $"the run ended: {given.Ending}{other.Ending}"
                : given.Output == other.Output ? "another value gives the same output"
                : null;
        }

        // What else happens in the process takes memory too, though never a tenth of a proof's.
        if (changes == Observable.Memory)
        {
            return other.PeakBytes < 0.9 * given.PeakBytes
                ? null
                : $"another value needs {other.PeakBytes} bytes, not less than {given.PeakBytes} {given.Ending}{other.Ending}";
        }

        if (given.Of(changes) == other.Of(changes))
            return $"another value does not change its {changes}: {given.Of(changes)} {other.Ending}";
        return changes == Observable.Files && given.Output != other.Output ? "it is about files, and changes the output" : null;
    }

    private static IEnumerable<Type> Classes() =>
        from type in typeof(Stage).Assembly.GetExportedTypes().Concat(typeof(ChainProblems).Assembly.GetExportedTypes())
            .Concat(typeof(OptionTests).Assembly.GetExportedTypes())
        where !type.IsAbstract && (type.IsSubclassOf(typeof(StageAttribute)) || type.IsSubclassOf(typeof(ComponentAttribute)))
        // On a class alone, [Sampling] and [Optimizer] give what stages have as their own.
        where type.GetCustomAttribute<AttributeUsageAttribute>(inherit: true)!.ValidOn.HasFlag(AttributeTargets.Method)
        group type by NameOf(type) into named
        select named.MinBy(type => type.GetGenericArguments().Length)!;

    private static IEnumerable<PropertyInfo> OptionsOf(Type type) => type.GetProperties().Where(property => property.SetMethod is { IsPublic: true });

    private static string NameOf(Type type) => type.Name.Split('`')[0];
}
