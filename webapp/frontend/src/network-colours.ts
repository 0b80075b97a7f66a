// Colours of the drawing, read from the style sheet so that both colour schemes have one source.

const COLOUR_OF_TYPE: Record<string, string> = {
  Municipality: "municipality",
  CountyAuthority: "county",
  RegionalCouncil: "regional-council",
  HigherEducationInstitution: "education",
  ResearchInstitute: "education",
  DevelopmentAgency: "business",
  CooperationNetwork: "network",
  StateAgency: "state",
};

export interface Palette {
  edge: string;
  edgeActive: string;
  edgeUncertain: string;
  edgeNew: string;
  edgeLost: string;
  faded: string;
  label: string;
  halo: string;
  plate: string;
  /** A colour by its name in the style sheet. */
  of(name: string): string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return {
    edge: value("--network-edge"),
    edgeActive: value("--network-edge-active"),
    edgeUncertain: value("--network-edge-uncertain"),
    edgeNew: value("--network-new"),
    edgeLost: value("--network-lost"),
    faded: value("--network-faded"),
    label: value("--network-label"),
    halo: value("--network-halo"),
    plate: value("--network-plate"),
    of: (name) => value(`--node-${name}`),
  };
}

/** The name of a type's colour; types that no colour is set aside for share one. */
export function colourName(type: string): string {
  const local = type.slice(Math.max(type.lastIndexOf("#"), type.lastIndexOf("/")) + 1);
  return COLOUR_OF_TYPE[local] ?? "other";
}
