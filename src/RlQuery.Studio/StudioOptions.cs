using System.Net;
using System.Security.Cryptography.X509Certificates;
using RlQuery.Core;
using RlQuery.Core.Standard;
using RlQuery.Studies.Watching;

namespace RlQuery.Studio;

/// <summary>How the labelling page is served.</summary>
public sealed record StudioOptions
{
    /// <summary>The address of this machine that is listened on.</summary>
    /// <value>Default: loopback, which nobody on another machine reaches.</value>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>With a private key: all is sent by TLS.</summary>
    /// <value>Default: null; nothing is encrypted.</value>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The port, 0..65535.</summary>
    /// <value>Default: 0, any that is free.</value>
    public int Port { get; init; }

    /// <summary>Those who answer, each with a link of their own.</summary>
    /// <value>Default: none; one person answers, named or not as the session has it.</value>
    public IReadOnlyList<string> Annotators { get; init; } = [];

    /// <summary>Whether rows on which annotators disagree come first, to be settled.</summary>
    /// <value>Default: false.</value>
    public bool Review { get; init; }

    /// <summary>Whether rows that were skipped come first.</summary>
    /// <value>Default: false.</value>
    public bool Skipped { get; init; }

    /// <summary>The formats of tables whose labels are taken in.</summary>
    /// <value>Default: those of this library.</value>
    public Parts Parts { get; init; } = StandardParts.Create();

    /// <summary>Trainings and evaluations, whose curves are shown while they go on.</summary>
    /// <value>Default: null; none are.</value>
    public RunBoard? Runs { get; init; }

    /// <summary>Tells when a row that was lent comes back.</summary>
    /// <value>Default: the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
