using System.Reflection;
using Kimi.Dsl;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>A smallest run in which options of an attribute matter, and another value for each of them.</summary>
/// <param name="Attribute">The attribute's class.</param>
/// <param name="Given">A new attribute, with values under which the options matter.</param>
/// <param name="Stage">The stage that it is on, or the component of; all stages before it are inputs of it.</param>
/// <param name="Others">Options, each with a value that makes a difference.</param>
internal sealed record OptionProof(Type Attribute, Func<Attribute> Given, Func<Attribute, Stage> Stage, IReadOnlyList<(string Option, object Value)> Others)
{
    /// <summary>What the run needs beside the runtime. It is given the counters that <see cref="Observable.Calls"/> are read from.</summary>
    internal Action<IServiceCollection, CallCounts> Services { get; init; } = (_, _) => { };

    /// <summary>Whether an option is about memory.</summary>
    internal bool IsAboutMemory => Others.Any(other =>
        Attribute.GetProperty(other.Option)!.GetCustomAttribute<OperationalAttribute>(inherit: true) is { Changes: Observable.Memory });

    internal static OptionProof Of<TAttribute>(Func<TAttribute> given, Func<TAttribute, Stage> stage, params IEnumerable<(string Option, object Value)> others)
        where TAttribute : Attribute => new(typeof(TAttribute), given, attribute => stage((TAttribute)attribute), [.. others]);

    internal OptionProof With(Action<IServiceCollection, CallCounts> services) => this with { Services = services };
}

/// <summary>How often something was called, and the most of it at a time.</summary>
internal sealed class CallCounts
{
    private readonly Lock _lock = new();
    private int _calls;
    private int _most;

    internal void Add(int size = 1)
    {
        lock (_lock)
            (_calls, _most) = (_calls + 1, Math.Max(_most, size));
    }

    public override string ToString() => $"{_calls} calls, of {_most} at most";
}
